// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.subtle.X25519;
import dev.kist.InvalidInputException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The half of a key that only its holder has: an X25519 private key (RFC 7748). It opens the environments whose keyring
 * is wrapped for its public key.
 *
 * <p>Its {@code toString} shows the public key's id alone.
 */
public final class X25519Identity implements Identity {
    /** Begins the text of every secret key. */
    public static final String PREFIX = "kist-key-1-";

    private final byte[] bytes;
    private final X25519Recipient publicKey;
    private @Nullable HybridDecrypt hybridDecrypt;

    private X25519Identity(byte[] bytes) {
        this.bytes = bytes;
        try {
            this.publicKey = X25519Recipient.takeOwnershipOf(X25519.publicFromPrivate(bytes));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new key from the platform's secure random numbers. */
    public static X25519Identity generate() {
        return new X25519Identity(X25519.generatePrivateKey());
    }

    /**
     * Reads {@code kist-key-1-...}.
     *
     * @throws InvalidInputException if it is mistyped, cut or not a secret key at all; the message does not show it
     */
    public static X25519Identity parse(String text) {
        return new X25519Identity(KeyText.parse("secret key", PREFIX, text));
    }

    /** The other half. */
    @Override
    public Recipient recipient() {
        return publicKey;
    }

    /** The key itself as text: whoever has it opens what this key opens. For key files only, never for messages. */
    public String exposeText() {
        return KeyText.format(PREFIX, bytes);
    }

    X25519Recipient x25519PublicKey() {
        return publicKey;
    }

    /** What unwraps with this key: made once, at the first call. */
    synchronized HybridDecrypt hybridDecrypt() throws GeneralSecurityException {
        if (hybridDecrypt == null) {
            hybridDecrypt = KeyringWrapping.hybridDecrypt(publicKey, bytes);
        }
        return hybridDecrypt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof X25519Identity that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return publicKey.hashCode();
    }

    @Override
    public String toString() {
        return "X25519Identity[" + publicKey.id() + "]";
    }
}
