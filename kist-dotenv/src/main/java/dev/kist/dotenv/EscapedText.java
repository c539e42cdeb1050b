// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.function.IntPredicate;

/** A text in double quotes with the escapes that JSON (RFC 8259, section 7) and YAML 1.2 have in common. */
final class EscapedText {
    private EscapedText() {}

    /**
     * Appends {@code text}.
     *
     * @param isPlain whether a UTF-16 unit other than a quote, a backslash, a line end or a tab may stand as it is
     */
    static void append(StringBuilder out, String text, IntPredicate isPlain) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(isPlain.test(c) ? String.valueOf(c) : "\\u%04x".formatted((int) c));
            }
        }
        out.append('"');
    }

    /** Whether it is no control character, and ends no line in JSON that is pasted into old JavaScript or in YAML. */
    static boolean isPrintable(int c) {
        return c >= ' ' && (c < 0x7F || c > 0x9F) && c != '\u2028' && c != '\u2029';
    }
}
