// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what another thread or process does in its own time. */
public final class Eventually {
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Eventually() {}

    /** Returns as soon as {@code condition} holds; after 20 seconds without that the test fails, naming {@code what}. */
    public static void await(String what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > MOST.toNanos()) {
                throw new AssertionError("not so after " + MOST.toSeconds() + " s: " + what);
            }
            Pause.of(BETWEEN);
        }
    }
}
