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
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(prefix.length()));
            // The JDK's decoder forgives padding and stray low bits; two texts for the same bytes would be malleable.
            return encode(prefix, bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
