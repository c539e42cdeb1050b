// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import java.util.Objects;

/** What the locale makes of names of files. The launcher gives Java one with all characters; without it there may be another. */
final class Locales {
    static final String HINT = "set LC_ALL=C.UTF-8, or a locale in UTF-8 that locale -a lists";

    private Locales() {}

    /** How Java reads and writes names of files. */
    static String encoding() {
        return Objects.requireNonNullElse(System.getProperty("sun.jnu.encoding"), "UTF-8");
    }

    static boolean isUtf8() {
        return encoding().equalsIgnoreCase("UTF-8");
    }
}
