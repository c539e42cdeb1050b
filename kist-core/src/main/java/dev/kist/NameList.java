// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Names as a message lists them: the first ten, each cut to a hundred characters, then how many more; without names, that there
 * are some.
 */
public final class NameList {
    private static final int SHOWN = 10;
    private static final int LONGEST = 100;

    private NameList() {}

    public static String of(Collection<?> names) {
        if (names.isEmpty()) {
            return "secrets";
        }
        String shown = names.stream().limit(SHOWN).map(NameList::shortened).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    private static String shortened(Object name) {
        String text = name.toString();
        return text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "..."
                : text;
    }
}
