// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

/** The mark that editors on Windows put before the first line of a text in UTF-8; it is no part of it (RFC 3629, section 6). */
public final class ByteOrderMark {
    private static final String MARK = "\uFEFF";

    private ByteOrderMark() {}

    /** The text behind the mark; all of it where there is none. */
    public static String without(String text) {
        return text.startsWith(MARK) ? text.substring(1) : text;
    }
}
