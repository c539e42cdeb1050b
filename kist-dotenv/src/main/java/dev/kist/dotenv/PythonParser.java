// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import org.jspecify.annotations.Nullable;

/** Reads as python-dotenv does. */
final class PythonParser {
    private final String text;
    private final int end;
    private final Findings findings;
    private final DialectEntries entries;
    private int pos;

    /** For text with LF line ends and, as there, the byte order mark still in it. */
    PythonParser(String text, Findings findings) {
        this.text = text;
        this.end = text.length();
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        while (true) {
            while (pos < end && isSpace(text.charAt(pos))) {
                pos++;
            }
            if (pos == end) {
                return;
            }
            int first = pos;
            if (!statement()) {
                entries.skipped(first);
                pos = Math.min(lineEnd(pos) + 1, end);
            }
        }
    }

    /** Reads one statement; on false the parser has found an error at {@link #pos} and drops the rest of that line. */
    private boolean statement() {
        int first = pos;
        boolean exported = text.startsWith("export", pos) && isInline(at(pos + 6));
        if (exported) {
            pos = skipInline(pos + 6);
        }
        String key = null;
        if (at(pos) != '#') {
            key = key();
            if (key == null) {
                return false;
            }
        }
        pos = skipInline(pos);
        boolean assigned = at(pos) == '=';
        Value value = null;
        if (assigned) {
            pos = skipInline(pos + 1);
            value = value();
            if (value == null) {
                return false;
            }
        }
        int valueEnd = pos;
        int after = skipInline(pos);
        if (at(after) == '#') {
            pos = lineEnd(after);
        } else if (after == end || text.charAt(after) == '\n') {
            pos = after;
        } else {
            return false;
        }
        pos = Math.min(pos + 1, end);
        if (key != null) {
            define(key, first, valueEnd, value, exported);
        }
        return true;
    }

    private void define(String key, int first, int valueEnd, @Nullable Value value, boolean exported) {
        if (value == null) {
            WarningCode code = exported ? WarningCode.EXPORT_WITHOUT_VALUE : WarningCode.NOT_AN_ASSIGNMENT;
            findings.warn(code, entries.line(first), key);
            findings.undefine(key);
            return;
        }
        if (!value.text().contains("${")) {
            entries.add(key, first, valueEnd, value.quote(), value.raw(), value.text());
            return;
        }
        PythonVariables variables = new PythonVariables(findings, value.text(), entries.line(first));
        entries.add(key, first, valueEnd, value.quote(), value.raw(), variables.run());
    }

    /** A value without its references put in. */
    private record Value(Quote quote, String raw, String text) {}

    private @Nullable String key() {
        if (at(pos) == '\'') {
            int closing = text.indexOf('\'', pos + 1);
            if (closing < pos + 2) {
                return null;
            }
            String key = text.substring(pos + 1, closing);
            pos = closing + 1;
            return key;
        }
        int to = pos;
        while (to < end && text.charAt(to) != '=' && text.charAt(to) != '#' && !isSpace(text.charAt(to))) {
            to++;
        }
        String key = text.substring(pos, to);
        pos = to;
        return key.isEmpty() ? null : key;
    }

    private @Nullable Value value() {
        char first = pos < end ? text.charAt(pos) : '\n';
        if (first == '\'' || first == '"') {
            int closing = closingQuote(pos);
            if (closing < 0) {
                return null;
            }
            String raw = text.substring(pos + 1, closing);
            pos = closing + 1;
            Quote quote = first == '"' ? Quote.DOUBLE : Quote.SINGLE;
            return new Value(quote, raw, unescaped(raw, quote == Quote.DOUBLE ? "\\'\"abfnrtv" : "\\'"));
        }
        int lineEnd = lineEnd(pos);
        int to = commentStart(pos, lineEnd);
        while (to > pos && isSpace(text.charAt(to - 1))) {
            to--;
        }
        String raw = text.substring(pos, to);
        pos = lineEnd;
        return new Value(Quote.NONE, raw, raw);
    }

    /** The first quote without a backslash before it, else the last one, -1 if there is none at all. */
    private int closingQuote(int opening) {
        int closing = -1;
        for (int i = text.indexOf(text.charAt(opening), opening + 1); i >= 0; i = text.indexOf(text.charAt(i), i + 1)) {
            closing = i;
            if (text.charAt(i - 1) != '\\') {
                break;
            }
        }
        return closing;
    }

    /** The first {@code #} with space before it. */
    private int commentStart(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) == '#' && isSpace(text.charAt(i - 1))) {
                return i;
            }
        }
        return to;
    }

    private static String unescaped(String raw, String escapable) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length() && escapable.indexOf(raw.charAt(i + 1)) >= 0) {
                i++;
                out.append(escape(raw.charAt(i)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static char escape(char c) {
        return switch (c) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> c;
        };
    }

    private char at(int offset) {
        return offset < end ? text.charAt(offset) : 0;
    }

    private int skipInline(int from) {
        int i = from;
        while (i < end && isInline(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int lineEnd(int from) {
        int found = text.indexOf('\n', from);
        return found < 0 ? end : found;
    }

    private static boolean isInline(char c) {
        return c != '\n' && isSpace(c);
    }

    /** What {@code \s} matches in Python. */
    private static boolean isSpace(char c) {
        if (c < 0x80) {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
        }
        return c == 0x85 || Character.isSpaceChar(c);
    }
}
