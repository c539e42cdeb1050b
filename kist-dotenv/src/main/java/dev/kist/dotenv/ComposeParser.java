// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/** Reads as Docker Compose does. */
final class ComposeParser {
    private final String text;
    private final int end;
    private final Findings findings;
    private final DialectEntries entries;
    private int pos;
    /** Where the next blank with a comment behind it is, if not before {@link #pos}. */
    private int nextComment = -1;

    /** For text as it is in the file, but for a byte order mark. */
    ComposeParser(String text, Findings findings) {
        this.text = text;
        this.end = text.length();
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        while (toStatement()) {
            statement();
        }
    }

    private boolean toStatement() {
        while (true) {
            while (pos < end && GoSpace.isSpace(text.charAt(pos))) {
                pos++;
            }
            if (pos == end || text.charAt(pos) != '#') {
                return pos < end;
            }
            pos = lineEnd(pos);
        }
    }

    private void statement() {
        int first = pos;
        int keyFrom = pos;
        // The space that makes it a keyword is not quite the space that is then skipped.
        if (text.startsWith("export", pos) && pos + 6 < end && " \t\n\f\r".indexOf(text.charAt(pos + 6)) >= 0) {
            keyFrom = skipInline(pos + 6);
        }
        if (keyFrom == end) {
            throw findings.failure(entries.line(first), "compose wants a name after export");
        }
        int separator = separator(keyFrom);
        String key = separator == end ? "" : trimmedRight(keyFrom, separator);
        if (key.indexOf(' ') >= 0) {
            throw findings.failure(entries.line(first), "compose allows no blank in a name");
        }
        pos = skipInline(separator == end ? keyFrom : separator + 1);
        if (separator < end && text.charAt(separator) == '\n') {
            String inherited = findings.environment(key);
            if (inherited != null) {
                entries.add(key, first, separator, Quote.NONE, inherited, inherited);
            } else if (findings.definition(key) == null) {
                entries.skipped(first);
            }
        } else if (pos < end && (text.charAt(pos) == '"' || text.charAt(pos) == '\'')) {
            quoted(key, first);
        } else {
            unquoted(key, first);
        }
    }

    /** Where the key ends, the end of the text if nothing ends it. */
    private int separator(int keyFrom) {
        int i = keyFrom;
        while (i < end) {
            int c = text.codePointAt(i);
            if (c == '=' || c == ':' || c == '\n') {
                return i;
            }
            if (!(c < 0x10000 && GoSpace.isInline((char) c)) && !GoSpace.isKeyCharacter(c)) {
                throw findings.failure(entries.line(i), "compose allows no such character in a name");
            }
            i += Character.charCount(c);
        }
        return end;
    }

    private void unquoted(String key, int first) {
        int lineEnd = lineEnd(pos);
        if (nextComment < pos) {
            int found = text.indexOf(" #", pos);
            nextComment = found < 0 ? end : found;
        }
        String raw = trimmedRight(pos, Math.min(nextComment, lineEnd));
        pos = Math.min(lineEnd + 1, end);
        add(key, first, lineEnd, Quote.NONE, raw, raw);
    }

    private void quoted(String key, int first) {
        char quote = text.charAt(pos);
        int opening = pos;
        StringBuilder out = new StringBuilder();
        boolean escaped = false;
        for (int i = pos + 1; i < end; i++) {
            char c = text.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
            } else if (c == quote && !escaped) {
                pos = i + 1;
                String raw = text.substring(opening + 1, i);
                if (quote == '"') {
                    add(key, first, pos, Quote.DOUBLE, raw, ComposeEscapes.undo(out.toString()));
                } else {
                    entries.add(key, first, pos, Quote.SINGLE, raw, out.toString());
                }
                return;
            } else {
                if (escaped && c != quote) {
                    out.append('\\');
                }
                escaped = false;
                out.append(c);
            }
        }
        throw findings.failure(entries.line(first), "compose wants the quote closed");
    }

    private void add(String key, int first, int valueEnd, Quote quote, String raw, String value) {
        if (value.indexOf('$') < 0) {
            entries.add(key, first, valueEnd, quote, raw, value);
            return;
        }
        ComposeVariables variables = new ComposeVariables(findings, value, entries.line(first));
        entries.add(key, first, valueEnd, quote, raw, variables.run());
    }

    private String trimmedRight(int from, int to) {
        int i = to;
        while (i > from && GoSpace.isSpace(text.charAt(i - 1))) {
            i--;
        }
        return text.substring(from, i);
    }

    private int skipInline(int from) {
        int i = from;
        while (i < end && GoSpace.isInline(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int lineEnd(int from) {
        int found = text.indexOf('\n', from);
        return found < 0 ? end : found;
    }
}
