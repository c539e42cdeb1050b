// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which secrets are meant, by their names: one name as it is, or a pattern in which {@code *} stands for any characters, also
 * none, and {@code ?} for one. Case-sensitive, as names are.
 *
 * @param text as it was given
 */
public record NamePattern(String text) {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_.*?-]{1,255}");

    public NamePattern {
        if (!isWild(text)) {
            SecretName.parse(text);
        } else if (!PATTERN.matcher(text).matches()) {
            throw new InvalidInputException(
                    Printable.quote(text) + " can be no pattern for names",
                    "a pattern has letters, digits, _ . - and * or ?, at most 255 characters");
        }
    }

    /**
     * Reads a name or a pattern.
     *
     * @throws InvalidInputException if it could match no name
     */
    public static NamePattern parse(String text) {
        return new NamePattern(text);
    }

    /** The name itself. */
    public static NamePattern of(SecretName name) {
        return new NamePattern(name.value());
    }

    /** The same with letters in lower case. */
    NamePattern inLowerCase() {
        return new NamePattern(text.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a pattern, and no name. */
    static boolean isWild(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** The one name that is meant; empty if this is a pattern. */
    public Optional<SecretName> name() {
        return isWild(text) ? Optional.empty() : Optional.of(SecretName.parse(text));
    }

    /** Whether the secret of this name is meant. */
    public boolean matches(SecretName name) {
        return matches(name.value());
    }

    /** In time that grows with the lengths' product at most, whatever the pattern. */
    private boolean matches(String name) {
        int at = 0;
        int inPattern = 0;
        int star = -1;
        int tried = 0;
        while (at < name.length()) {
            char wanted = inPattern < text.length() ? text.charAt(inPattern) : 0;
            if (wanted == '*') {
                star = inPattern++;
                tried = at;
            } else if (wanted == '?' || wanted == name.charAt(at)) {
                at++;
                inPattern++;
            } else if (star >= 0) {
                inPattern = star + 1;
                at = ++tried;
            } else {
                return false;
            }
        }
        while (inPattern < text.length() && text.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == text.length();
    }

    // By hand, as Java makes a record's own at their first use, which takes milliseconds of each command.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamePattern same && same.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
