// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.util.Optional;

/** The settings of a test run: environment variables or, where one is not set, system properties of the same name. */
final class TestSettings {

    private TestSettings() {}

    /** The value, if it is set and not empty. */
    static Optional<String> find(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty()));
    }

    /** Whether a test that cannot run is a failure. */
    static boolean isCi() {
        return find("CI").isPresent();
    }
}
