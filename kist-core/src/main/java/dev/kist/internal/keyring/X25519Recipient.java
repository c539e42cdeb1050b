// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import java.util.Arrays;

/** The half of a key pair that others may know: an X25519 public key (RFC 7748). */
final class X25519Recipient implements Recipient {
    private final byte[] bytes;

    private X25519Recipient(byte[] bytes) {
        this.bytes = bytes;
    }

    static X25519Recipient takeOwnershipOf(byte[] bytes) {
        return new X25519Recipient(bytes);
    }

    static X25519Recipient parse(String text) {
        return new X25519Recipient(KeyText.parse("public key", PREFIX, text));
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
        return other instanceof X25519Recipient that && Arrays.equals(bytes, that.bytes);
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
