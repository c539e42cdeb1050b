// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import java.util.Base64;
import java.util.Optional;

/** The text forms of stored bytes: a prefix that names the kind, then base64url without padding. */
public final class StoredValue {
    /** Begins every encrypted value, note and {@code sealed}. */
    public static final String ENCRYPTED = "k1.";

    /** Begins every wrapped keyring. */
    public static final String WRAPPED = "w1.";

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private StoredValue() {}

    /** {@code prefix} and the base64url of {@code bytes}. */
    public static String encode(String prefix, byte[] bytes) {
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes behind {@code prefix}, or empty if {@code text} is not exactly what {@link #encode} gives for them. */
    public static Optional<byte[]> decode(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The JDK's decoder forgives padding and stray low bits; two texts for the same bytes would be malleable.
        return text.endsWith("=") || hasStrayBits(text, bytes.length % 3) ? Optional.empty() : Optional.of(bytes);
    }

    /** Whether the last digit has bits that stand for no byte; {@code left} bytes stand in the last group of digits. */
    private static boolean hasStrayBits(String text, int left) {
        int last = left == 0 ? 0 : DIGITS.indexOf(text.charAt(text.length() - 1));
        return (last & (left == 1 ? 0b1111 : 0b11)) != 0;
    }
}
