// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Age;
import dev.kist.Printable;
import dev.kist.Secret;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the page says things. */
public final class Words {
    /** How a template refers to another secret. */
    public static final String REFERENCE = "${NAME}";

    /** The sign of a template. */
    public static final String BRACES = "${ }";

    private static final Pattern BETWEEN_LINES = Pattern.compile("[^\\n\\t]+");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    /** {@code 1 secret}, {@code 2 secrets}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : noun.endsWith("y") ? "" : "s");
    }

    /** {@code 5,000}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 2h ago}. */
    public static String ago(Instant then, Instant now) {
        String age = Age.of(then, now);
        return age.endsWith("s") ? "just now" : age + " ago";
    }

    /** The whole time, in UTC. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** A fingerprint or a key's id in groups of four, as people compare it. */
    public static String grouped(String hex) {
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /**
     * Text from elsewhere (labels, actors, names) with what a reader does not see made visible: control characters, those that
     * turn the direction of writing, those without a width.
     */
    public static String visible(String text) {
        return Printable.visible(text);
    }

    /** The same for a text of several lines. */
    public static String visibleLines(String text) {
        return BETWEEN_LINES
                .matcher(text)
                .replaceAll(part -> Matcher.quoteReplacement(Printable.visible(part.group())));
    }

    /** A message of Kist, which begins in lower case and ends without a full stop, as one of the page. */
    public static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String whole = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return whole.endsWith(".") || whole.endsWith("?") || whole.contains("kist-pub-") ? whole : whole + ".";
    }

    /** How a value is meant. */
    public static String kind(Secret.Kind kind) {
        return switch (kind) {
            case LITERAL -> "text";
            case TEMPLATE -> "template";
            case BINARY -> "binary";
            case DELETION -> "deleted";
        };
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<?> items) {
        if (items.size() < 2) {
            return items.isEmpty() ? "" : items.get(0).toString();
        }
        String first = String.join(
                ", ",
                items.subList(0, items.size() - 1).stream()
                        .map(Object::toString)
                        .toList());
        return first + " and " + items.get(items.size() - 1);
    }
}
