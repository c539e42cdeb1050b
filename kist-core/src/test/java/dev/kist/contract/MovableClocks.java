// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import dev.kist.internal.environment.LocalClocks;
import java.time.Duration;

/** Clocks that a test moves. */
final class MovableClocks implements LocalClocks {
    private Duration monotonic = Duration.ZERO;
    private Duration calendar = Duration.ZERO;

    /** Which clock of a machine tells that time has passed: some stand still while it sleeps, some are set back. */
    enum Telling {
        MONOTONIC,
        CALENDAR
    }

    void pass(Telling by, Duration time) {
        monotonic = by == Telling.MONOTONIC ? monotonic.plus(time) : monotonic;
        // Where the monotonic clock alone tells, the calendar was set back meanwhile.
        calendar = by == Telling.CALENDAR ? calendar.plus(time) : calendar.minus(time);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + monotonic.toNanos();
    }

    @Override
    public long milliseconds() {
        return System.currentTimeMillis() + calendar.toMillis();
    }
}
