// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.util.Locale;

/** The users that a server with {@link MongoServer.Builder#withUsers(String...)} knows. */
public enum TestUser {
    /** May do everything. */
    ADMIN,
    /** Has {@code readWrite} on the databases named at the start, and nothing else. */
    WRITER,
    /** Has {@code read} on the databases named at the start, and nothing else. */
    READER;

    /** The name to sign in with; the authentication database is {@code admin}. */
    public String userName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The password; it tells nothing but that it belongs to a test, and can be searched for in output. */
    public String password() {
        return userName() + "-test-password";
    }
}
