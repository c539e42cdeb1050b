// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undoes escapes and puts references in, in one pass from the left; what is put in is not looked at again. */
final class Renderer {
    /** How deep {@code ${A:-${B:-…}}} may go. */
    private static final int DEPTH = 100;

    private final Findings findings;
    private final String text;
    private final Quote quote;
    private final int line;
    private final Set<WarningCode> codes;
    private final Rendered out;
    private @Nullable Braces braces;

    /** For the raw text of a value that is in no single quotes. */
    Renderer(Findings findings, String text, Quote quote, int line, Set<WarningCode> codes) {
        this.findings = findings;
        this.text = text;
        this.out = new Rendered(text.length() + 16);
        this.quote = quote;
        this.line = line;
        this.codes = codes;
    }

    /** Whether the value can be another text than the raw one, or a warning is due. */
    static boolean isNeeded(String raw, Quote quote) {
        return raw.indexOf('$') >= 0 || (quote == Quote.DOUBLE && raw.indexOf('\\') >= 0);
    }

    Rendered run() {
        render(0, text.length(), 0);
        if (braces != null && braces.holdPlain() && !isTheSameCountingAllBraces()) {
            codes.add(WarningCode.BRACE_IN_DEFAULT);
        }
        return out;
    }

    private boolean isTheSameCountingAllBraces() {
        Renderer other = new Renderer(findings, text, quote, line, EnumSet.noneOf(WarningCode.class));
        other.braces = Braces.countingAll(text);
        try {
            other.render(0, text.length(), 0);
            return other.out.value().equals(out.value());
        } catch (DotenvException e) {
            return false;
        }
    }

    private void render(int from, int to, int depth) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < to && quote == Quote.DOUBLE) {
                escape(text.charAt(i + 1));
                i += 2;
            } else if (c == '\\' && i + 1 < to && text.charAt(i + 1) == '$' && quote == Quote.NONE) {
                codes.add(WarningCode.ESCAPED_DOLLAR);
                out.literal('$');
                i += 2;
            } else if (c == '$') {
                i = dollar(i, to, depth);
            } else {
                int special = nextSpecial(i + 1, to);
                out.literal(text, i, special);
                i = special;
            }
        }
    }

    /** Where the next character is that may stand for something else. */
    private int nextSpecial(int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != '\\' && text.charAt(i) != '$') {
            i++;
        }
        return i;
    }

    private void escape(char c) {
        switch (c) {
            case 'n' -> escaped(WarningCode.ESCAPE, '\n');
            case 'r' -> escaped(WarningCode.ESCAPE, '\r');
            case 't' -> escaped(WarningCode.ESCAPE, '\t');
            case '\\', '"' -> escaped(WarningCode.ESCAPE, c);
            case '$' -> escaped(WarningCode.ESCAPED_DOLLAR, c);
            default -> {
                out.literal('\\');
                escaped(WarningCode.UNKNOWN_ESCAPE, c);
            }
        }
    }

    private void escaped(WarningCode code, char c) {
        codes.add(code);
        out.literal(c);
    }

    /** Reads from a dollar sign on and returns where to go on. */
    private int dollar(int at, int to, int depth) {
        char next = at + 1 < to ? text.charAt(at + 1) : 0;
        if (next == '{') {
            return braced(at, depth);
        }
        if (Key.isNameStart(next)) {
            int end = Key.nameEnd(text, at + 1, to, false);
            String name = text.substring(at + 1, end);
            String value = lookUp(name, true);
            codes.add(value == null ? WarningCode.UNDEFINED : WarningCode.REFERENCE);
            put(name, value);
            return end;
        }
        codes.add(next == '(' ? WarningCode.COMMAND : WarningCode.DOLLAR);
        out.literal('$');
        return at + 1;
    }

    private int braced(int at, int depth) {
        if (braces == null) {
            braces = Braces.in(text);
        }
        int close = braces.closeOf(at + 1);
        int nameEnd = close < 0 ? at + 2 : Key.nameEnd(text, at + 2, close, true);
        if (nameEnd > at + 2) {
            String name = text.substring(at + 2, nameEnd);
            if (nameEnd == close) {
                String value = lookUp(name, true);
                codes.add(WarningCode.REFERENCE);
                if (value == null) {
                    codes.add(WarningCode.UNDEFINED);
                }
                put(name, value);
                return close + 1;
            }
            boolean colon = text.charAt(nameEnd) == ':';
            int operator = colon ? nameEnd + 1 : nameEnd;
            if (operator < close && "-+?".indexOf(text.charAt(operator)) >= 0) {
                codes.add(WarningCode.REFERENCE);
                out.noTemplate();
                operate(name, colon, operator, close, depth);
                return close + 1;
            }
        }
        codes.add(WarningCode.DOLLAR);
        out.literal('$');
        return at + 1;
    }

    private void operate(String name, boolean colon, int operator, int close, int depth) {
        String value = lookUp(name, false);
        boolean there = value != null && !(colon && value.isEmpty());
        char sign = text.charAt(operator);
        if (sign == '?' && !there) {
            throw findings.failure(line, "refers to " + name + " by ${…?…}, but it is not defined above");
        }
        if (sign == '+' ? there : !there) {
            if (depth == DEPTH) {
                throw findings.failure(line, "references are nested more than " + DEPTH + " deep");
            }
            render(operator + 1, close, depth + 1);
        } else if (sign != '+') {
            put(name, value);
        }
    }

    private @Nullable String lookUp(String name, boolean plain) {
        DotenvEntry definition = findings.definition(name);
        out.refersTo(findings.reference(name, plain));
        return definition == null ? findings.environment(name) : definition.value();
    }

    private void put(String name, @Nullable String value) {
        findings.countExpanded(value == null ? 0 : value.length(), line);
        out.reference(name, value == null ? "" : value, findings.definition(name) != null);
    }
}
