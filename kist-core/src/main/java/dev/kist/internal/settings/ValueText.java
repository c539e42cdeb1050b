// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.internal.file.Blanks;

/**
 * A setting's text as it is meant. White space around it comes from mounted files, quotes around it from {@code docker
 * --env-file} and from units of systemd, which pass them on: no value of a setting begins or ends with either.
 *
 * @param text the text without them
 * @param hadQuotes whether there were quotes
 */
record ValueText(String text, boolean hadQuotes) {
    static ValueText of(String given) {
        String text = Blanks.strip(given);
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        boolean isQuoted =
                text.length() >= 2 && (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
        return isQuoted
                ? new ValueText(Blanks.strip(text.substring(1, text.length() - 1)), true)
                : new ValueText(text, false);
    }

    @Override
    public String toString() {
        return "ValueText";
    }
}
