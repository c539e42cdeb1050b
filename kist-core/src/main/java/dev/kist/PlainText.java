// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.nio.charset.StandardCharsets;

/** What values and notes have in common: Unicode text without NUL, up to a limit of UTF-8 bytes. */
final class PlainText {
    private PlainText() {}

    /** Returns {@code text} if it is acceptable; the message names the kind and the limit, never the text. */
    static String require(String text, String kind, int maxBytes, String limit) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidInputException(
                    "the " + kind + " holds a NUL character, which no environment variable can hold",
                    "store bytes as a binary secret, or encode them first, for example as base64");
        }
        if (hasHalfASurrogatePair(text)) {
            throw new InvalidInputException(
                    "the " + kind + " is not Unicode text: it holds half of a surrogate pair",
                    "store bytes as a binary secret, or encode them first, for example as base64");
        }
        // A UTF-16 unit is one to three bytes of UTF-8: most texts need not be encoded to be counted.
        if (text.length() > maxBytes / 3
                && (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes)) {
            throw new InvalidInputException(
                    "the " + kind + " is over the limit of " + limit + " in UTF-8", "keep large files elsewhere");
        }
        return text;
    }

    private static boolean hasHalfASurrogatePair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return false;
    }
}
