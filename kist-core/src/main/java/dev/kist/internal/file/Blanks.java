// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The blanks of settings and key files: ASCII's space, tab, line ends, form feed and vertical tab. What Unicode has besides is a
 * part of the text it stands in, as languages do not agree on what of it is white space.
 */
public final class Blanks {
    private static final Pattern AROUND = Pattern.compile("\\A[ \\t\\n\\x0B\\f\\r]+|[ \\t\\n\\x0B\\f\\r]+\\z");
    private static final Pattern BETWEEN = Pattern.compile("[ \\t\\n\\x0B\\f\\r,]+");

    private Blanks() {}

    /** The text without the blanks around it. */
    public static String strip(String text) {
        return AROUND.matcher(text).replaceAll("");
    }

    /** What stands between blanks and commas. */
    public static List<String> words(String text) {
        return Arrays.stream(BETWEEN.split(text))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
