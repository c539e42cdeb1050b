// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/** The part of node dotenv that drops quotes, for the rare values where it does so inside the text. */
final class QuotedLines {
    private QuotedLines() {}

    /**
     * Wherever a line begins with a quote and a later one of its kind ends a line, drops it and the last such: {@code
     * replace(/^(['"`])([\s\S]*)\1$/mg, '$2')}.
     */
    static String dropQuotes(String value) {
        StringBuilder out = new StringBuilder(value.length());
        int[] closers = {lastAtLineEnd(value, '\''), lastAtLineEnd(value, '"'), lastAtLineEnd(value, '`')};
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            boolean lineStart = i == 0 || NodeParser.isLineEnd(value.charAt(i - 1));
            int kind = lineStart ? "'\"`".indexOf(value.charAt(i)) : -1;
            if (kind >= 0 && closers[kind] > i) {
                int close = closers[kind];
                out.append(value, copied, i).append(value, i + 1, close);
                copied = close + 1;
                i = close;
            }
        }
        return out.append(value, copied, value.length()).toString();
    }

    private static int lastAtLineEnd(String value, char quote) {
        for (int i = value.lastIndexOf(quote); i >= 0; i = value.lastIndexOf(quote, i - 1)) {
            if (i + 1 == value.length() || NodeParser.isLineEnd(value.charAt(i + 1))) {
                return i;
            }
        }
        return -1;
    }
}
