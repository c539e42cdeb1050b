// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.KmsException;
import java.security.GeneralSecurityException;

/**
 * One key of a key management service, as an AEAD. What is encrypted with it decrypts with the same associated data alone.
 * Implementations are thread-safe, hold no message or cause of a client library in their exceptions (it may quote what was
 * sent), and end a call after the timeout that they were opened with as far as their client can.
 */
public interface KmsKey {
    /**
     * Encrypts.
     *
     * @throws KmsException if the service cannot be reached or refuses
     */
    byte[] encrypt(byte[] plaintext, byte[] associatedData);

    /**
     * Decrypts what {@link #encrypt} gave.
     *
     * @throws GeneralSecurityException if the service says that it does not decrypt: other bytes, another key or other
     *     associated data
     * @throws KmsException if the service cannot be reached or refuses
     */
    byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException;
}
