package dev.kist.dotenv;

/** Reads as dotenv-java does: no references, no escapes, and double quotes that may run over lines. */
final class DotenvJavaParser {
    private final String text;
    private final Findings findings;
    private final DialectEntries entries;

    private int keyTo;
    /** Where the value of the entry begins, and up to where it has been looked at. */
    private int valueFrom;

    private int to;
    /** The first {@code "} behind the one that opens, and the first {@code #}, -1 as long as there is none. */
    private int closing;

    private int hash;

    /** For text with LF line ends and, as there, the byte order mark still in it. */
    DotenvJavaParser(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        int pos = 0;
        while (pos < text.length()) {
            int first = pos;
            int lineEnd = lineEnd(pos);
            pos = lineEnd + 1;
            if (!isComment(first, lineEnd)) {
                begin(first, lineEnd);
                while (!isComplete(first, lineEnd)) {
                    // A quote that nothing closes takes its entry with it.
                    if (pos >= text.length()) {
                        return;
                    }
                    lineEnd = lineEnd(pos);
                    pos = lineEnd + 1;
                }
            }
        }
    }

    private boolean isComment(int from, int lineEnd) {
        return text.substring(from, lineEnd).trim().isEmpty()
                || text.startsWith("#", from)
                || text.startsWith("////", from);
    }

    private void begin(int first, int lineEnd) {
        int keyFrom = skipSpace(first, lineEnd);
        keyTo = Key.end(text, keyFrom, lineEnd);
        int separator = skipSpace(keyTo, lineEnd);
        if (keyTo == keyFrom || separator == lineEnd || text.charAt(separator) != '=') {
            throw malformed(first);
        }
        valueFrom = skipSpace(separator + 1, lineEnd);
        to = valueFrom;
        closing = -1;
        hash = -1;
    }

    /** Takes one more line; true if the entry is done, false if it goes on behind this line. */
    private boolean isComplete(int first, int lineEnd) {
        boolean hashBefore = hash >= 0;
        boolean closedBefore = closing >= 0;
        char opening = valueFrom < text.length() ? text.charAt(valueFrom) : 0;
        for (; to < lineEnd; to++) {
            hash = hash < 0 && text.charAt(to) == '#' ? to : hash;
            closing = closing < 0 && to > valueFrom && text.charAt(to) == opening ? to : closing;
        }
        boolean isQuoted = opening == '"' || opening == '\'';
        int end;
        if (isQuoted && closing >= 0 && !closedBefore && endsWithComment(closing + 1, lineEnd)) {
            end = closing + 1;
        } else if (hashBefore || (hash >= 0 && holdsLineEnd(text, hash, lineEnd))) {
            throw malformed(first);
        } else {
            end = hash < 0 ? lineEnd : hash;
        }
        boolean opened = opening == '"' && end > valueFrom;
        boolean closed = end > valueFrom && text.charAt(end - 1) == '"';
        if (opened && !closed) {
            return false;
        }
        add(first, end);
        return true;
    }

    private boolean endsWithComment(int from, int lineEnd) {
        int i = skipSpace(from, lineEnd);
        return i == lineEnd || (text.charAt(i) == '#' && !holdsLineEnd(text, i, lineEnd));
    }

    /** Whether there is what ends a line for a regular expression of Java, but not for a reader. */
    static boolean holdsLineEnd(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if ("\u0085\u2028\u2029".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void add(int first, int end) {
        String raw = text.substring(valueFrom, end).trim();
        String key = text.substring(skipSpace(first, end), keyTo);
        boolean opened = raw.startsWith("\"");
        boolean closed = raw.endsWith("\"");
        if (!opened && !closed) {
            entries.add(key, first, end, Quote.NONE, raw, raw);
            return;
        }
        if (raw.length() == 1 || !opened || !closed) {
            throw malformed(first);
        }
        String value = raw.substring(1, raw.length() - 1);
        for (int i = value.indexOf('"'); i >= 0; i = value.indexOf('"', i + 1)) {
            if (i == 0 || value.charAt(i - 1) != '\\') {
                throw malformed(first);
            }
        }
        entries.add(key, first, end, Quote.DOUBLE, value, value);
    }

    private DotenvException malformed(int first) {
        return findings.failure(entries.line(first), "dotenv-java does not take such a line");
    }

    private int skipSpace(int from, int to) {
        int i = from;
        while (i < to && " \t\u000B\f".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private int lineEnd(int from) {
        int found = text.indexOf('\n', from);
        return found < 0 ? text.length() : found;
    }
}
