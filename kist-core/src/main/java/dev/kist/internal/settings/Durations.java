// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.Printable;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as settings hold them: seconds, or a number with {@code ms}, {@code s} or {@code m}. */
final class Durations {
    /** As much as every driver can wait, the readers' too. */
    private static final Duration LONGEST = Duration.ofHours(250);

    private static final Pattern PATTERN = Pattern.compile("([0-9]{1,9})(ms|s|m)?");

    private Durations() {}

    /**
     * Reads a duration above zero; one of more than 250 hours stands for 250 hours.
     *
     * @param source names the setting in messages
     * @throws InvalidInputException if it is something else
     */
    static Duration parse(String text, String source) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new InvalidInputException(
                    source + ": " + Printable.quote(text) + " is not a time to wait",
                    "write seconds, or a number with a unit: 500ms, 2s, 1m");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        Duration duration = "ms".equals(unit)
                ? Duration.ofMillis(number)
                : "m".equals(unit) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
}
