// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** A key pair that was just made. Its {@code toString} shows the public half alone. */
public final class NewKey {
    private final KeyAtHand publicHalf;
    private final String secretKey;

    /** The two halves of a key. */
    public NewKey(KeyAtHand publicHalf, String secretKey) {
        this.publicHalf = publicHalf;
        this.secretKey = secretKey;
    }

    /** The half that others may know. */
    public KeyAtHand publicHalf() {
        return publicHalf;
    }

    /** The secret half, {@code kist-key-1-...}: whoever has it opens what this key opens. For key files only. */
    public String exposeSecretKey() {
        return secretKey;
    }

    @Override
    public String toString() {
        return "NewKey[" + publicHalf.id() + "]";
    }
}
