// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.time.Duration;

/** Waiting between two looks at something. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
