// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * The public half of a key at hand.
 *
 * @param id what people know it by: 16 hex digits
 * @param publicKey what a member lets in: {@code kist-pub-1-...}, or the address of a key in a key service
 */
public record KeyAtHand(String id, String publicKey) {
    /** Whether a key management service keeps the key. */
    public boolean isKeptByService() {
        return publicKey.contains("://");
    }
}
