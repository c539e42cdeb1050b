// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret's text, read as a number, a duration and so on; white space around it does not count. What cannot be read so is an
 * {@link InvalidInputException} that names the secret, and neither shows its value nor has a cause that does.
 */
record TypedText(EnvironmentName environment, SecretName name, String text) {
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)?");

    TypedText {
        text = text.strip();
    }

    int toInt() {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw not("a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE, "digits, such as 8080");
        }
    }

    long toLong() {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw not("a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE, "digits, such as 8080");
        }
    }

    boolean toBoolean() {
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw not("a yes or a no", "true, yes, on or 1, or false, no, off or 0");
        }
        return YES.contains(word);
    }

    Duration toDuration() {
        Matcher simple = DURATION.matcher(text);
        try {
            return simple.matches() ? ofUnit(Long.parseLong(simple.group(1)), simple.group(2)) : Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw not("a duration", "seconds, or a number with a unit (500ms, 30s, 5m, 2h, 7d), or as PT1H30M");
        }
    }

    private static Duration ofUnit(long number, @Nullable String unit) {
        return switch (unit == null ? "s" : unit) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    URI toUri() {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below, without the text that this exception shows.
        }
        throw not("an absolute URI", "one such as https://api.example.com/v1; other characters are written as %20");
    }

    private InvalidInputException not(String what, String how) {
        return new InvalidInputException(
                "secret " + name + " of " + environment + " is not " + what, "write it as " + how);
    }

    @Override
    public String toString() {
        return "TypedText[" + name + "]";
    }
}
