// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.InvalidInputException;
import dev.kist.spi.KmsAddress;
import java.nio.charset.StandardCharsets;

/**
 * What is let in, in age's words: what others may know of a key. Keyrings are wrapped for it: an X25519 public key, whose secret half its holder has, or
 * the address of a key that a service keeps. Immutable; equal where the texts are.
 */
public sealed interface Recipient permits X25519Recipient, KmsIdentity {
    /** Begins the text of every X25519 public key. */
    String PREFIX = "kist-pub-1-";

    /**
     * Reads {@code kist-pub-1-...}, or the address of a key in a key service.
     *
     * @throws InvalidInputException if it is mistyped, cut or neither of them
     */
    static Recipient parse(String text) {
        return isAddress(text) ? new KmsIdentity(KmsAddress.parse(text)) : X25519Recipient.parse(text);
    }

    /** The key as text, as the field {@code public_key} holds it. */
    String text();

    /** 16 hex digits that people know the key by; programs compare whole public keys. */
    String id();

    /**
     * The id of what the field {@code public_key} holds: a public key's text, or the address of a key in a key service,
     * those that this version does not know among them.
     *
     * @throws InvalidInputException if it is neither
     */
    static String idOf(String publicKey) {
        return isAddress(publicKey)
                ? KeyId.of(publicKey.getBytes(StandardCharsets.UTF_8))
                : X25519Recipient.parse(publicKey).id();
    }

    /** Whether {@code publicKey} is the address of a key in a key service. */
    static boolean isAddress(String publicKey) {
        return publicKey.contains("://");
    }
}
