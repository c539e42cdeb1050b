// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

/**
 * One element of an environment document's {@code next}: the keyring that was made ahead, wrapped for a key that stays.
 *
 * @param publicKey the public key's text, or the address of a key in a key service
 * @param wrapped the wrapped keyring, {@code w1.} and base64url
 */
public record PreparedEntry(String publicKey, String wrapped) {}
