package dev.kist.keyring;

import java.util.Arrays;

/** The half of a key pair that others may know: an X25519 public key (RFC 7748). */
final class X25519PublicKey implements PublicKey {
    private final byte[] bytes;

    private X25519PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static X25519PublicKey takeOwnershipOf(byte[] bytes) {
        return new X25519PublicKey(bytes);
    }

    static X25519PublicKey parse(String text) {
        return new X25519PublicKey(KeyText.parse("public key", PREFIX, text));
    }

    @Override
    public String text() {
        return KeyText.format(PREFIX, bytes);
    }

    @Override
    public String id() {
        return KeyId.of(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof X25519PublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
