package dev.kist.dotenv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts references in as python-dotenv does: <code>${NAME}</code> and <code>${NAME:-default}</code>, nothing nested. */
final class PythonVariables {
    private final Findings findings;
    private final String text;
    private final int line;
    private final Rendered out;
    private final List<Reference> references = new ArrayList<>(2);

    PythonVariables(Findings findings, String text, int line) {
        this.findings = findings;
        this.text = text;
        this.out = new Rendered(text.length() + 16);
        this.line = line;
    }

    /** Whether python-dotenv would put anything in, in whatever quotes. */
    static boolean hasReference(String text) {
        if (!text.contains("${")) {
            return false;
        }
        PythonVariables variables = new PythonVariables(new Findings(DotenvOptions.of(""), text.length()), text, 0);
        variables.run();
        return !variables.references().isEmpty();
    }

    void run() {
        int from = 0;
        int close = -1;
        int colon = -1;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", Math.max(from, open + 1))) {
            close = close < open + 2 ? indexOf('}', open + 2) : close;
            colon = colon < open + 2 ? indexOf(':', open + 2) : colon;
            if (close == text.length()) {
                break;
            }
            boolean hasDefault = colon < close && text.charAt(colon + 1) == '-';
            if (colon > close || hasDefault) {
                literal(from, open);
                reference(open, hasDefault ? colon : close, close);
                from = close + 1;
            }
        }
        literal(from, text.length());
    }

    String value() {
        return out.value();
    }

    @Nullable
    String template() {
        return out.template();
    }

    List<Reference> references() {
        return references;
    }

    private void literal(int from, int to) {
        out.literal(text, from, to);
    }

    private void reference(int open, int nameEnd, int close) {
        String name = text.substring(open + 2, nameEnd);
        boolean plain = nameEnd == close;
        DotenvEntry definition = findings.definition(name);
        references.add(findings.reference(name, plain));
        String value = definition == null ? null : definition.value();
        if (definition == null && !findings.isUndefined(name)) {
            value = findings.environment(name);
            if (value == null && !plain) {
                value = text.substring(nameEnd + 2, close);
            }
        }
        if (!plain || Key.nameEnd(name, 0, name.length(), true) < name.length()) {
            out.noTemplate();
        }
        findings.countExpanded(value == null ? 0 : value.length(), line);
        out.reference(name, value == null ? "" : value, definition != null);
    }

    /** The offset of the character from here on, the length of the text if there is none. */
    private int indexOf(char c, int from) {
        int found = text.indexOf(c, from);
        return found < 0 ? text.length() : found;
    }
}
