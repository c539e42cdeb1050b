package dev.kist.dotenv;

/**
 * Reads as the regular expression of node dotenv does, without its backtracking.
 *
 * <p>White space there includes line ends: {@code A=} and a quote on the next line belong together.
 */
final class NodeParser {
    private final String text;
    private final int end;
    private final Findings findings;
    private final DialectEntries entries;
    private int pos;

    /** For text with LF line ends. */
    NodeParser(String text, Findings findings) {
        this.text = text;
        this.end = text.length();
        this.findings = findings;
        this.entries = new DialectEntries(text, findings);
    }

    void parse() {
        while (true) {
            pos = skipSpace(pos);
            if (pos == end) {
                return;
            }
            // Here a line begins, but for the space that was skipped.
            if (!assignment(pos)) {
                if (text.charAt(pos) != '#') {
                    entries.skipped(pos);
                }
                pos = lineEnd(pos);
            }
        }
    }

    private boolean assignment(int first) {
        int keyTo = Key.end(text, first, end);
        if (keyTo - first == 6 && text.startsWith("export", first)) {
            int exported = skipSpace(keyTo);
            int exportedTo = Key.end(text, exported, end);
            if (exported > keyTo && exportedTo > exported && value(exported, exportedTo)) {
                return true;
            }
        }
        return keyTo > first && value(first, keyTo);
    }

    private boolean value(int keyFrom, int keyTo) {
        int separator = skipSpace(keyTo);
        int from;
        if (at(separator) == '=') {
            from = separator + 1;
        } else if (at(keyTo) == ':' && keyTo + 1 < end && isSpace(text.charAt(keyTo + 1))) {
            from = keyTo + 2;
        } else {
            return false;
        }
        int first = skipSpace(from);
        int closing = "'\"`".indexOf(at(first)) >= 0 ? closingQuote(first) : -1;
        int to = closing < 0 ? unquotedEnd(from) : closing + 1;
        String value = trimmed(from, to);
        boolean expandLineEnds = !value.isEmpty() && value.charAt(0) == '"';
        String raw = withoutQuotes(value);
        value = raw;
        if (expandLineEnds && value.indexOf('\\') >= 0) {
            value = value.replace("\\n", "\n").replace("\\r", "\r");
        }
        pos = afterValue(to);
        String key = text.substring(keyFrom, keyTo);
        // Setting __proto__ to a string does nothing in JavaScript.
        if (!key.equals("__proto__")) {
            Quote quote = closing < 0 ? Quote.NONE : quoteOf(text.charAt(first));
            entries.add(key, keyFrom, to, quote, raw, value);
        } else {
            findings.warn(WarningCode.ODD_KEY, entries.line(keyFrom), key);
        }
        return true;
    }

    /** Any quote may close that nothing but a comment follows, the last one up to the first without a backslash. */
    private int closingQuote(int opening) {
        char quote = text.charAt(opening);
        int closing = -1;
        for (int i = text.indexOf(quote, opening + 1); i >= 0; i = text.indexOf(quote, i + 1)) {
            if (endsLine(i + 1)) {
                closing = i;
            }
            if (text.charAt(i - 1) != '\\' || i - 1 == opening) {
                break;
            }
        }
        return closing;
    }

    private boolean endsLine(int from) {
        int i = from;
        while (i < end && isSpace(text.charAt(i))) {
            if (isLineEnd(text.charAt(i))) {
                return true;
            }
            i++;
        }
        return i == end || text.charAt(i) == '#';
    }

    private int unquotedEnd(int from) {
        int i = from;
        while (i < end && text.charAt(i) != '#' && text.charAt(i) != '\n') {
            i++;
        }
        return i;
    }

    /** Behind the value: space and a comment, which may be on a later line. */
    private int afterValue(int from) {
        int i = skipSpace(from);
        return i < end && text.charAt(i) == '#' ? lineEnd(i) : i == end ? end : Math.max(from, lastLineEnd(from, i));
    }

    private int lastLineEnd(int from, int to) {
        int i = to - 1;
        while (i >= from && !isLineEnd(text.charAt(i))) {
            i--;
        }
        return i;
    }

    private String trimmed(int from, int to) {
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** From every line that begins with a quote to the last such quote at a line end, both are dropped. */
    private static String withoutQuotes(String value) {
        int last = value.length() - 1;
        if (last < 1) {
            return value;
        }
        if ("'\"`".indexOf(value.charAt(0)) >= 0 && value.charAt(last) == value.charAt(0)) {
            return value.substring(1, last);
        }
        return isOneLine(value) && "'\"`".indexOf(value.charAt(0)) < 0 ? value : QuotedLines.dropQuotes(value);
    }

    private static boolean isOneLine(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\u2028') < 0 && value.indexOf('\u2029') < 0;
    }

    private char at(int offset) {
        return offset < end ? text.charAt(offset) : '\n';
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < end && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < end && !isLineEnd(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static Quote quoteOf(char c) {
        return c == '"' ? Quote.DOUBLE : c == '\'' ? Quote.SINGLE : Quote.BACKTICK;
    }

    /** What {@code \s} matches in JavaScript. */
    private static boolean isSpace(char c) {
        return Space.isHorizontalOrMark(c) || isLineEnd(c) || c == '\r';
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\u2028' || c == '\u2029';
    }
}
