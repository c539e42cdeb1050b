// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A time in the past as people write it: ISO 8601, or an age such as {@code 2h}. A time without an offset is in UTC, a date
 * alone is its first moment.
 */
public final class Moment {
    private final String text;
    private final String source;
    private final UnaryOperator<Instant> seenFrom;

    private Moment(String text, String source, UnaryOperator<Instant> seenFrom) {
        this.text = text;
        this.source = source;
        this.seenFrom = seenFrom;
    }

    /**
     * Reads a moment.
     *
     * @param source names the option in messages
     * @throws InvalidInputException if it is neither a time nor an age
     */
    public static Moment parse(String text, String source) {
        Optional<Duration> age = Age.parse(text);
        if (age.isPresent()) {
            return new Moment(text, source, now -> now.minus(age.get()));
        }
        Instant time = instant(text)
                .orElseThrow(() -> new InvalidInputException(
                        source + ": " + Printable.quote(text) + " is neither a time nor an age",
                        "write ISO 8601 such as 2026-01-31T18:30:00Z, or an age such as 30m, 2h, 7d"));
        return new Moment(text, source, now -> time);
    }

    /**
     * The time itself.
     *
     * @param now the store's time
     * @throws InvalidInputException if it lies ahead
     */
    public Instant in(Instant now) {
        Instant time = seenFrom.apply(now);
        if (time.isAfter(now)) {
            throw new InvalidInputException(
                    source + ": " + time + " lies ahead: the store's time is " + now, "give a time that has passed");
        }
        return time;
    }

    private static Optional<Instant> instant(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            String time = text.substring(text.indexOf('T'));
            boolean hasOffset = time.endsWith("Z") || time.indexOf('+') > 0 || time.indexOf('-') > 0;
            return Optional.of(
                    hasOffset
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
