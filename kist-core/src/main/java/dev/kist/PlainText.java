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
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidInputException(
                    "the " + kind + " is not Unicode text: it holds half of a surrogate pair",
                    "store bytes as a binary secret, or encode them first, for example as base64");
        }
        // A UTF-16 unit is at least one byte of UTF-8: text this long needs no encoding to be refused.
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new InvalidInputException(
                    "the " + kind + " is over the limit of " + limit + " in UTF-8", "keep large files elsewhere");
        }
        return text;
    }
}
