// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

/** The escapes that compose undoes within double quotes, odd ones included. */
final class ComposeEscapes {
    private ComposeEscapes() {}

    static String undo(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                i++;
                continue;
            }
            char next = text.charAt(i + 1);
            int plain = "abfnrtv\"\\".indexOf(next);
            if (plain >= 0) {
                out.append("\u0007\b\f\n\r\t\u000B\"\\".charAt(plain));
                i += 2;
            } else if (next == '$') {
                // Two of them are one that begins no reference.
                out.append("$$");
                i += 2;
            } else if (next == '0') {
                i = octal(text, i + 2, out);
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    /** Up to three digits after {@code \0}; anything but three octal ones up to 377 loses the 0 and stays. */
    private static int octal(String text, int from, StringBuilder out) {
        int to = from;
        while (to < text.length() && to < from + 3 && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
            to++;
        }
        String digits = text.substring(from, to);
        if (digits.length() == 3 && digits.charAt(0) <= '3' && digits.indexOf('8') < 0 && digits.indexOf('9') < 0) {
            out.append((char) Integer.parseInt(digits, 8));
        } else {
            out.append('\\').append(digits);
        }
        return to;
    }
}
