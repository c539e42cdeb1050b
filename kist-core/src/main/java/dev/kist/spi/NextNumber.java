// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.SecretName;

/** Counts versions and revisions up, as far as 32 bits go. */
public final class NextNumber {
    private NextNumber() {}

    /**
     * The version after {@code version}.
     *
     * @throws FormatException if it is the highest there is
     */
    public static int afterVersion(int version, EnvironmentName environment, SecretName name) {
        return after(version, "version", environment, "the secret " + name + " of " + environment);
    }

    /** The number after {@code number}, which {@code field} of {@code document} has. */
    static int after(int number, String field, EnvironmentName environment, String document) {
        if (number == Integer.MAX_VALUE) {
            throw new FormatException(
                    environment,
                    "the " + field + " of " + document + " is " + number
                            + ", the highest there is: nothing was written",
                    field.equals("revision")
                            ? "someone with write access to the database may have set it: set it back to 1 there"
                            : "purge the secret and set it again");
        }
        return number + 1;
    }
}
