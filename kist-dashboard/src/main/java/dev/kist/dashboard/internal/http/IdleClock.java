// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.time.Duration;

/** Measures how long nobody has used the page. Thread-safe. */
final class IdleClock {
    private final Duration longest;
    private volatile long lastUse = System.nanoTime();

    IdleClock(Duration longest) {
        this.longest = longest;
    }

    /** Somebody did something. */
    void touch() {
        lastUse = System.nanoTime();
    }

    /** How long it is until the page ends; zero or less when it does. */
    Duration left() {
        return longest.minusNanos(System.nanoTime() - lastUse);
    }

    /** How long before the end the person is asked whether to go on: a minute, or a third of a shorter time. */
    Duration warning() {
        Duration third = longest.dividedBy(3);
        return third.compareTo(Duration.ofMinutes(1)) < 0 ? third : Duration.ofMinutes(1);
    }
}
