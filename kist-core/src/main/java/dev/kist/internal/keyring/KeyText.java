// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.InvalidInputException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * The text form that secret and public keys share, section "Keys" of {@code docs/format.md}: a prefix, then base64url of
 * 32 bytes and the first 4 bytes of their SHA-256. The checksum tells a mistyped or cut key from a wrong one.
 */
final class KeyText {
    static final int KEY_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 4;
    private static final int BODY_LENGTH = 48;

    private KeyText() {}

    static String format(String prefix, byte[] key) {
        byte[] body = Arrays.copyOf(key, KEY_LENGTH + CHECKSUM_LENGTH);
        System.arraycopy(checksum(key), 0, body, KEY_LENGTH, CHECKSUM_LENGTH);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(body);
    }

    /** The 32 bytes behind {@code prefix}; {@code kind} names the key in messages, which never show its text. */
    static byte[] parse(String kind, String prefix, String text) {
        if (!text.startsWith(prefix)) {
            throw new InvalidInputException(
                    "this is not a " + kind + ": it does not begin with " + prefix,
                    text.startsWith(X25519Identity.PREFIX)
                            ? "this is a secret key; show it to no one"
                            : "copy the whole key, from " + prefix + " to its end");
        }
        String body = text.substring(prefix.length());
        if (body.length() != BODY_LENGTH) {
            throw new InvalidInputException(
                    "the " + kind + " is cut or has something added: it has " + text.length() + " characters, not "
                            + (prefix.length() + BODY_LENGTH),
                    "copy the whole key again");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw mistyped(kind);
        }
        byte[] key = Arrays.copyOf(bytes, KEY_LENGTH);
        byte[] sum = Arrays.copyOfRange(bytes, KEY_LENGTH, bytes.length);
        if (!MessageDigest.isEqual(sum, checksum(key))) {
            throw mistyped(kind);
        }
        return key;
    }

    private static InvalidInputException mistyped(String kind) {
        return new InvalidInputException(
                "the " + kind + " is mistyped: its checksum does not match", "copy the whole key again");
    }

    private static byte[] checksum(byte[] key) {
        return Arrays.copyOf(Sha256.of(key), CHECKSUM_LENGTH);
    }
}
