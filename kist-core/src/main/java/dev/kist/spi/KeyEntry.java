// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import java.time.Instant;

/**
 * One key of an environment document's {@code keys}: the keyring, wrapped for it.
 *
 * @param keyId for people; programs compare whole public keys
 * @param label what people call the key
 * @param publicKey the public key's text, or the address of a key in a key service
 * @param createdAt when it was added
 * @param createdBy who added it, as they said
 * @param wrapped the wrapped keyring, {@code w1.} and base64url
 */
public record KeyEntry(
        String keyId, String label, String publicKey, Instant createdAt, String createdBy, String wrapped) {}
