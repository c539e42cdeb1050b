// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import java.util.Locale;
import java.util.regex.Pattern;

/** How the lines of a value end. A browser's text field shows all of them alike and sends back one kind. */
enum LineEnds {
    /** With LF, or there is one line alone. */
    LF,
    /** All with CR LF. */
    CRLF,
    /** Not all alike, or with CR alone. */
    MIXED;

    private static final Pattern ANY = Pattern.compile("\\r\\n|\\r");

    static LineEnds of(String text) {
        if (text.indexOf('\r') < 0) {
            return LF;
        }
        return text.equals(lf(text).replace("\n", "\r\n")) ? CRLF : MIXED;
    }

    /** The text with LF at the end of each line. */
    static String lf(String text) {
        return ANY.matcher(text).replaceAll("\n");
    }

    /** The word for it in forms. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
