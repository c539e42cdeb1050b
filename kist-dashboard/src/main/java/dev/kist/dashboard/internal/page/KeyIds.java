// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The id that people compare before a key is let in, section "Keys" of {@code docs/format.md}. */
final class KeyIds {
    private static final String PREFIX = "kist-pub-1-";
    private static final int KEY_BYTES = 32;
    private static final int CHECK_BYTES = 4;

    private KeyIds() {}

    /**
     * The id of a public key; empty for the address of a key in a key service, which is compared as it is.
     *
     * @throws InvalidInputException if it is neither, or mistyped
     */
    static String of(String publicKey) {
        if (publicKey.startsWith("kist-key-1-")) {
            throw new InvalidInputException(
                    "this is a secret key, which nobody else may have",
                    "its holder makes a new one, and sends what begins with kist-pub-1-");
        }
        if (publicKey.contains("://")) {
            return "";
        }
        byte[] decoded = decode(publicKey);
        byte[] key = Arrays.copyOf(decoded, KEY_BYTES);
        byte[] check = Arrays.copyOfRange(decoded, KEY_BYTES, decoded.length);
        if (!Arrays.equals(check, Arrays.copyOf(sha256(key), CHECK_BYTES))) {
            throw mistyped();
        }
        byte[] id = sha256("kist:v1:key-id".getBytes(StandardCharsets.US_ASCII), key);
        return HexFormat.of().formatHex(id, 0, 8);
    }

    private static byte[] decode(String publicKey) {
        if (!publicKey.startsWith(PREFIX)) {
            throw mistyped();
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(publicKey.substring(PREFIX.length()));
            if (decoded.length == KEY_BYTES + CHECK_BYTES) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // As for a wrong length.
        }
        throw mistyped();
    }

    private static InvalidInputException mistyped() {
        return new InvalidInputException(
                "this is no public key, or it was mistyped or cut",
                "ask for what kist key public prints, from kist-pub-1- on");
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
