package dev.kist.internal.environment;

import dev.kist.internal.keyring.OpenEnvironment;
import java.time.Duration;

/**
 * A copy of an environment that a writer holds. Its age counts from when the read that gave it was sent, by the clock that
 * says more: a process that was stopped, or a machine that slept, has an old copy. Section "Writing" of
 * {@code docs/format.md}.
 *
 * @param environment the environment as it was then
 * @param sent when the read was sent
 */
public record EnvironmentCopy(OpenEnvironment environment, Sent sent) {
    /** What is encrypted with an older copy may be by a DEK that is dropped before it is stored. */
    public static final Duration MAX_AGE = Duration.ofSeconds(30);

    /** The moment at which something was sent, by both clocks. */
    record Sent(LocalClocks clocks, long nanoTime, long milliseconds) {
        static Sent now(LocalClocks clocks) {
            return new Sent(clocks, clocks.nanoTime(), clocks.milliseconds());
        }

        Duration age() {
            Duration monotonic = Duration.ofNanos(clocks.nanoTime() - nanoTime);
            Duration calendar = Duration.ofMillis(clocks.milliseconds() - milliseconds);
            return monotonic.compareTo(calendar) > 0 ? monotonic : calendar;
        }
    }

    /** Whether nothing may be encrypted with it any more. */
    public boolean isOld() {
        return sent.age().compareTo(MAX_AGE) > 0;
    }
}
