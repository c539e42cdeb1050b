package dev.kist.keyring;

import com.google.crypto.tink.subtle.X25519;
import dev.kist.secret.InvalidInputException;
import java.security.InvalidKeyException;
import java.util.Arrays;

/**
 * The half of a key that only its holder has: an X25519 private key (RFC 7748). It opens the environments whose keyring
 * is wrapped for its public key.
 *
 * <p>Its {@code toString} shows the public key's id alone.
 */
public final class SecretKey implements HeldKey {
    /** Begins the text of every secret key. */
    public static final String PREFIX = "kist-key-1-";

    private final byte[] bytes;
    private final X25519PublicKey publicKey;

    private SecretKey(byte[] bytes) {
        this.bytes = bytes;
        try {
            this.publicKey = X25519PublicKey.takeOwnershipOf(X25519.publicFromPrivate(bytes));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new key from the platform's secure random numbers. */
    public static SecretKey generate() {
        return new SecretKey(X25519.generatePrivateKey());
    }

    /**
     * Reads {@code kist-key-1-...}.
     *
     * @throws InvalidInputException if it is mistyped, cut or not a secret key at all; the message does not show it
     */
    public static SecretKey parse(String text) {
        return new SecretKey(KeyText.parse("secret key", PREFIX, text));
    }

    /** The other half. */
    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    /** The key itself as text: whoever has it opens what this key opens. For key files only, never for messages. */
    public String exposeText() {
        return KeyText.format(PREFIX, bytes);
    }

    X25519PublicKey x25519PublicKey() {
        return publicKey;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return publicKey.hashCode();
    }

    @Override
    public String toString() {
        return "SecretKey[" + publicKey.id() + "]";
    }
}
