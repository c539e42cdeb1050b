package dev.kist.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in the largest unit that fits: {@code 5s}, {@code 3m}, {@code 2h}, {@code 30d}. */
public final class Age {
    private Age() {}

    /** The age of {@code then} at {@code now}; what lies ahead counts as now. */
    public static String of(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toDays() > 0) {
            return age.toDays() + "d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + "h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" : age.toSeconds() + "s";
    }
}
