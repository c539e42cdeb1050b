// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Instant;

/**
 * A key that opens an environment, as its members sealed it.
 *
 * @param id what people know the key by: 16 hex digits
 * @param label what people call it, such as {@code alice}
 * @param publicKey the public key, or the address of a key in a key service
 * @param addedAt when it was let in
 * @param addedBy who let it in, as they said
 * @param isAtHand whether its secret half is at hand here
 */
public record Member(String id, String label, String publicKey, Instant addedAt, String addedBy, boolean isAtHand) {
    /** Whether a key management service keeps the key. */
    public boolean isKeptByService() {
        return publicKey.contains("://");
    }
}
