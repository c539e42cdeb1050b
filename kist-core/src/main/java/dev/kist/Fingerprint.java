// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the root of an environment's keyring, as an SSH host key's fingerprint identifies a host: 32 hex digits,
 * section "Fingerprint" of {@code docs/format.md}.
 *
 * @param hex 32 lower-case hex digits
 */
public record Fingerprint(String hex) {
    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{32}");

    public Fingerprint {
        if (!PATTERN.matcher(hex).matches()) {
            throw new InvalidInputException(
                    Printable.quote(hex) + " is not a fingerprint", "a fingerprint has 32 digits of 0-9 and a-f");
        }
    }

    /**
     * Reads a fingerprint.
     *
     * @throws InvalidInputException if {@code text} is not 32 lower-case hex digits
     */
    public static Fingerprint parse(String text) {
        return new Fingerprint(text);
    }

    // By hand, as Java makes a record's own at their first use, which takes milliseconds of each command.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint same && same.hex.equals(hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
