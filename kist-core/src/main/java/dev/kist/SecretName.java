// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import org.jspecify.annotations.Nullable;

/**
 * The name of a secret: {@code [A-Za-z_][A-Za-z0-9_.-]{0,254}}, case-sensitive, kept as given.
 *
 * @param value the name as text
 */
public record SecretName(String value) implements Comparable<SecretName> {
    private static final int MAX_LENGTH = 255;

    public SecretName {
        if (!isValid(value)) {
            throw new InvalidInputException(
                    Printable.quote(value) + " cannot be a secret's name",
                    "a name begins with a letter or _, goes on with letters, digits, _ . - and has at most 255 characters");
        }
    }

    /**
     * Reads a name.
     *
     * @throws InvalidInputException if {@code text} is not a valid name
     */
    public static SecretName parse(String text) {
        return new SecretName(text);
    }

    /** Whether {@code text} can be the name of a secret. */
    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && (NameText.isLetter(text.charAt(0)) || text.charAt(0) == '_')
                && NameText.goesOn(text);
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    // By hand, as Java makes a record's own at their first use, which takes milliseconds of each command.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretName same && same.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
