package dev.kist.dotenv;

/** Reads as systemd reads an {@code EnvironmentFile=}: character by character, nothing is ever looked up. */
final class SystemdParser {
    private static final String SPACE = " \t\n\r";

    private final String text;
    private final Findings findings;
    private final DialectEntries entries;
    private final StringBuilder value = new StringBuilder();
    private int pos;
    /** How long the value is without the space at its end. */
    private int trimmed;

    private Quote quote = Quote.NONE;

    /** For text as it is in the file. */
    SystemdParser(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw findings.failure(entries.line(nul), "systemd does not read a file with a NUL");
        }
        while (pos < text.length()) {
            char c = text.charAt(pos);
            if (c == '#' || c == ';') {
                comment();
            } else if (SPACE.indexOf(c) >= 0) {
                pos++;
            } else {
                assignment();
            }
        }
    }

    /** To the end of its line; one with a backslash before it ends it, too. */
    private void comment() {
        while (pos < text.length() && !isLineEnd(text.charAt(pos))) {
            pos++;
        }
    }

    private void assignment() {
        int first = pos;
        // Whatever comes first is of the key, even the sign.
        pos++;
        while (pos < text.length() && text.charAt(pos) != '=' && !isLineEnd(text.charAt(pos))) {
            pos++;
        }
        if (pos == text.length() || text.charAt(pos) != '=') {
            entries.skipped(first);
            return;
        }
        String key = trimmedRight(first, pos);
        pos++;
        int from = pos;
        value();
        if (holdsNoncharacter(value)) {
            throw findings.failure(entries.line(first), "systemd takes no Unicode noncharacter");
        }
        // systemd drops what is no name.
        if (Key.isPortable(key)) {
            entries.add(key, first, pos, quote, text.substring(from, pos), value.toString());
        } else {
            entries.skipped(first);
        }
    }

    private void value() {
        value.setLength(0);
        trimmed = 0;
        quote = Quote.NONE;
        boolean begun = false;
        while (pos < text.length() && !isLineEnd(text.charAt(pos))) {
            char c = text.charAt(pos++);
            if (!begun && (c == '\'' || c == '"')) {
                quote = c == '"' ? Quote.DOUBLE : Quote.SINGLE;
                quoted(c);
            } else if (c == '\\') {
                begun = true;
                escaped();
            } else if (begun || SPACE.indexOf(c) < 0) {
                begun = true;
                value.append(c);
                trimmed = SPACE.indexOf(c) < 0 ? value.length() : trimmed;
            }
        }
        if (begun) {
            value.setLength(trimmed);
        }
    }

    private void escaped() {
        if (pos < text.length()) {
            char c = text.charAt(pos++);
            if (!isLineEnd(c)) {
                value.append(c);
            }
        }
        trimmed = value.length();
    }

    /** Up to the closing quote; behind it another one may begin. */
    private void quoted(char closing) {
        while (pos < text.length() && text.charAt(pos) != closing) {
            char c = text.charAt(pos++);
            if (c != '\\' || closing == '\'') {
                value.append(c);
            } else if (pos < text.length()) {
                char next = text.charAt(pos++);
                if ("\"\\`$".indexOf(next) >= 0) {
                    value.append(next);
                } else if (next != '\n') {
                    value.append(c).append(next);
                }
            }
        }
        pos = Math.min(pos + 1, text.length());
        trimmed = value.length();
    }

    private String trimmedRight(int from, int to) {
        int i = to;
        while (i > from && SPACE.indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        return text.substring(from, i);
    }

    /** U+FFFE and U+FFFF of every plane, and U+FDD0 to U+FDEF. */
    static boolean holdsNoncharacter(CharSequence value) {
        return value.codePoints().anyMatch(c -> (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF));
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
