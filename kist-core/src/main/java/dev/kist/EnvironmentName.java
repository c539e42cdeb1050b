// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import org.jspecify.annotations.Nullable;

/**
 * The name of an environment, such as {@code development}: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}, case-sensitive.
 *
 * @param value the name as text
 */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
    private static final int MAX_LENGTH = 64;

    public EnvironmentName {
        if (!isValid(value)) {
            throw new InvalidInputException(
                    Printable.quote(value) + " cannot be an environment's name",
                    "a name begins with a letter or digit, goes on with letters, digits, . _ - and has at most 64 characters");
        }
    }

    /**
     * Reads a name.
     *
     * @throws InvalidInputException if {@code text} is not a valid name
     */
    public static EnvironmentName parse(String text) {
        return new EnvironmentName(text);
    }

    /** Whether {@code text} can be the name of an environment. */
    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && (NameText.isLetter(text.charAt(0)) || NameText.isDigit(text.charAt(0)))
                && NameText.goesOn(text);
    }

    @Override
    public int compareTo(EnvironmentName other) {
        return value.compareTo(other.value);
    }

    // By hand, as Java makes a record's own at their first use, which takes milliseconds of each command.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnvironmentName same && same.value.equals(value);
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
