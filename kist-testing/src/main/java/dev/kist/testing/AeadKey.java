// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What stands in for a key that a key service keeps: AES-256-GCM under a random key, as nonce, ciphertext and tag. */
public final class AeadKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_LENGTH = 12;

    private final SecretKeySpec key = new SecretKeySpec(random(32), "AES");

    /** Encrypts. */
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        byte[] nonce = random(NONCE_LENGTH);
        try {
            byte[] ciphertext = run(Cipher.ENCRYPT_MODE, nonce, associatedData, plaintext);
            return ByteBuffer.allocate(nonce.length + ciphertext.length)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws GeneralSecurityException if it was not encrypted so, or with other associated data
     */
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        if (ciphertext.length < NONCE_LENGTH) {
            throw new GeneralSecurityException("cut");
        }
        byte[] nonce = new byte[NONCE_LENGTH];
        byte[] rest = new byte[ciphertext.length - NONCE_LENGTH];
        ByteBuffer.wrap(ciphertext).get(nonce).get(rest);
        return run(Cipher.DECRYPT_MODE, nonce, associatedData, rest);
    }

    private byte[] run(int mode, byte[] nonce, byte[] associatedData, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(associatedData);
        return cipher.doFinal(input);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "AeadKey[hidden]";
    }
}
