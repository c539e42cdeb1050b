// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.util.List;
import java.util.Locale;

/**
 * The servers that a test can be parameterized on, with {@code @MethodSource("dev.kist.testing.ServerKind#available")}.
 * Asking for the list starts nothing; {@link #shared()} does.
 */
public enum ServerKind {
    /** {@link MongoServer}. */
    MONGODB,
    /** {@link FerretServer}, where {@code KIST_TEST_FERRETDB} is set. */
    FERRETDB;

    static final String FERRETDB_SETTING = "KIST_TEST_FERRETDB";

    /** MongoDB, and FerretDB where it is asked for. */
    public static List<ServerKind> available() {
        return TestSettings.find(FERRETDB_SETTING).isPresent() ? List.of(MONGODB, FERRETDB) : List.of(MONGODB);
    }

    /** The server that all tests of this JVM share. Skips or fails the test where it cannot be had. */
    public TestServer shared() {
        return switch (this) {
            case MONGODB -> MongoServer.shared();
            case FERRETDB -> FerretServer.shared();
        };
    }

    /** The name in lower case, as it reads in a test's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
