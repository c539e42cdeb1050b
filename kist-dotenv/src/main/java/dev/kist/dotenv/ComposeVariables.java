package dev.kist.dotenv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts references in as compose does, whose regular expression takes a braced one up to the last brace of the line. */
final class ComposeVariables {
    private static final int DEPTH = 100;

    private final Findings findings;
    private final String text;
    private final int line;
    private final Rendered out;
    private final List<Reference> references = new ArrayList<>(2);

    ComposeVariables(Findings findings, String text, int line) {
        this.findings = findings;
        this.text = text;
        this.out = new Rendered(text.length() + 16);
        this.line = line;
    }

    void run() {
        render(0, text.length(), 0);
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

    private void render(int from, int to, int depth) {
        int i = from;
        int lineEnd = from - 1;
        int lastBrace = -1;
        while (i < to) {
            char c = text.charAt(i);
            char next = i + 1 < to ? text.charAt(i + 1) : 0;
            if (c != '$') {
                out.literal(c);
                i++;
            } else if (next == '$') {
                out.literal('$');
                i += 2;
            } else if (next == '{') {
                if (i > lineEnd) {
                    int found = text.indexOf('\n', i);
                    lineEnd = found < 0 || found > to ? to : found;
                    lastBrace = text.lastIndexOf('}', lineEnd - 1);
                }
                i = braced(i, lastBrace, depth);
            } else {
                int nameEnd = nameEnd(i + 1, to);
                if (nameEnd == i + 1) {
                    out.literal('$');
                } else {
                    plain(text.substring(i + 1, nameEnd));
                }
                i = nameEnd;
            }
        }
    }

    /** A reference in braces, where the last brace of its line is known; returns where to go on. */
    private int braced(int at, int lastBrace, int depth) {
        int nameEnd = nameEnd(at + 2, Math.max(at + 2, lastBrace));
        if (nameEnd == at + 2) {
            throw invalid();
        }
        String name = text.substring(at + 2, nameEnd);
        if (text.charAt(nameEnd) == '}') {
            plain(name);
            return nameEnd + 1;
        }
        boolean colon = text.charAt(nameEnd) == ':';
        int operator = colon ? nameEnd + 1 : nameEnd;
        if (operator >= lastBrace || "-+?".indexOf(text.charAt(operator)) < 0) {
            throw invalid();
        }
        int close = closingBrace(at, lastBrace);
        out.noTemplate();
        String value = lookUp(name, false);
        char sign = text.charAt(operator);
        boolean there = value != null && !(colon && value.isEmpty());
        if (sign == '?' && !there) {
            throw findings.failure(line, "refers to " + name + " by ${…?…}, but it is not defined above");
        }
        if (sign == '+' ? there : !there) {
            if (depth == DEPTH) {
                throw findings.failure(line, "references are nested more than " + DEPTH + " deep");
            }
            render(operator + 1, close, depth + 1);
        } else {
            put(name, value);
        }
        return close + 1;
    }

    private DotenvException invalid() {
        return findings.failure(line, "compose does not take such a ${…}");
    }

    /** Counts braces as compose does: it looks past the character after an opening one. */
    private int closingBrace(int from, int last) {
        int depth = 0;
        for (int i = from; i <= last; i++) {
            char c = text.charAt(i);
            if (c == '}') {
                depth--;
                if (depth == 0) {
                    return i;
                }
            } else if (c == '{') {
                depth++;
                i++;
            }
        }
        return last;
    }

    private void plain(String name) {
        put(name, lookUp(name, true));
    }

    /** The environment is asked first, and only what the file gives can become a template. */
    private @Nullable String lookUp(String name, boolean plain) {
        String inherited = findings.environment(name);
        DotenvEntry definition = inherited == null ? findings.definition(name) : null;
        references.add(definition == null ? new Reference(name, plain, 0) : findings.reference(name, plain));
        return definition == null ? inherited : definition.value();
    }

    private void put(String name, @Nullable String value) {
        findings.countExpanded(value == null ? 0 : value.length(), line);
        boolean defined = findings.environment(name) == null && findings.definition(name) != null;
        out.reference(name, value == null ? "" : value, defined);
    }

    /** Where a name ends; without regard to case, which in Go lets two more characters in. */
    private int nameEnd(int from, int to) {
        int i = from;
        while (i < to && (isLetter(text.charAt(i)) || (i > from && isDigit(text.charAt(i))))) {
            i++;
        }
        return i;
    }

    private static boolean isLetter(char c) {
        return Key.isNameStart(c) || c == 0x17F || c == 0x212A;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
