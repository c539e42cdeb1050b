// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody can guess: 128 bits of the platform's secure random numbers. */
final class Secrecy {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrecy() {}

    /** A new text of 22 letters, digits, {@code -} and {@code _}. */
    static String newToken() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a token to know it again: it is of no use to who sees it, and finding it tells nothing by its time. */
    static String imprint(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
