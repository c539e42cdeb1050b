// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.SecretValue;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether two values are equal without keeping them: HMAC-SHA-256 with a key that lives as long as this object and is
 * never shown. Thread-safe.
 */
final class Likeness {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Likeness() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** A text that is equal for equal values, and for no others. */
    String of(SecretValue value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((byte) (value.isBinary() ? 1 : 0));
            return Base64.getEncoder().encodeToString(mac.doFinal(value.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
