// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Ends a test that lacks something on this machine. */
final class Requirement {

    private Requirement() {}

    /** Skips the test with this line; in CI, fails it. Never returns: the result type is for {@code throw unmet(...)}. */
    static RuntimeException unmet(String line) {
        return unmet(line, TestSettings.isCi());
    }

    /** Skips the test with this line, or fails it. */
    static RuntimeException unmet(String line, boolean isFailure) {
        return isFailure ? Assertions.fail(line) : Assumptions.abort(line);
    }
}
