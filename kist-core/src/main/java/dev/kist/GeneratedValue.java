// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/**
 * Values that nobody has to think up: each character is drawn by the system's secure random numbers, every one of the
 * alphabet with the same chance. Thread-safe. What is returned shows nothing of itself in its {@code toString}.
 *
 * <p>32 letters and digits hold 190 bits that nobody can guess, 32 hexadecimal digits 128, a UUID 122. How long a password of a
 * smaller alphabet has to be is the caller's to say.
 */
public final class GeneratedValue {
    /** The length where none is said. */
    public static final int DEFAULT_LENGTH = 32;

    private static final String DIGITS = "0123456789";
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + DIGITS;
    private static final String HEX = DIGITS + "abcdef";
    private static final SecureRandom RANDOM = new SecureRandom();

    private GeneratedValue() {}

    /**
     * Letters and digits of ASCII.
     *
     * @param length how many, 1 to {@link SecretValue#MAX_BYTES}
     * @throws InvalidInputException if it is another number
     */
    public static SecretValue text(int length) {
        return of(length, LETTERS_AND_DIGITS);
    }

    /**
     * Hexadecimal digits, lower case: half a byte each.
     *
     * @param length how many, 1 to {@link SecretValue#MAX_BYTES}
     * @throws InvalidInputException if it is another number
     */
    public static SecretValue hex(int length) {
        return of(length, HEX);
    }

    /**
     * Characters of this alphabet.
     *
     * @param length how many, 1 to {@link SecretValue#MAX_BYTES}
     * @param alphabet two or more printable characters, each of them once
     * @throws InvalidInputException if one of them is something else, or all together are over 1 MiB in UTF-8
     */
    public static SecretValue of(int length, String alphabet) {
        if (length < 1 || length > SecretValue.MAX_BYTES) {
            throw new InvalidInputException(
                    "the length of a generated value is not between 1 and " + SecretValue.MAX_BYTES,
                    "give another one");
        }
        int[] characters = alphabet.codePoints().toArray();
        requireAlphabet(alphabet, characters);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            // Bounded by the JDK, which draws again instead of taking a remainder: none is more likely than another.
            text.appendCodePoint(characters[RANDOM.nextInt(characters.length)]);
        }
        return SecretValue.of(text.toString());
    }

    /** A random UUID (version 4) of RFC 9562, in lower case. */
    public static SecretValue uuid() {
        return SecretValue.of(UUID.randomUUID().toString());
    }

    private static void requireAlphabet(String alphabet, int[] characters) {
        if (!Printable.isPrintable(alphabet, SecretValue.MAX_BYTES)) {
            throw new InvalidInputException(
                    "the alphabet holds a character that cannot be seen", "use letters, digits and symbols");
        }
        if (characters.length < 2 || Arrays.stream(characters).distinct().count() < characters.length) {
            throw new InvalidInputException(
                    "the alphabet is not two or more characters, each of them once",
                    "a character that stands there twice would be drawn more often");
        }
    }
}
