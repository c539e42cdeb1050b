// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.ConfigurationV0;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.kist.internal.format.AssociatedData;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredValue;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encrypts and decrypts with the DEKs of one keyring: AES-256-GCM in Tink's prefixed form (byte 1, u32 DEK id, 12-byte
 * random nonce, ciphertext, 16-byte tag), stored as {@code k1.} and base64url. Thread-safe.
 *
 * <p>Nonces are random: one DEK is good for 2^32 encryptions, far beyond what an environment sees before it is rotated.
 */
@AccessesPartialKey
final class DekCipher {
    private static final int PREFIX_LENGTH = 5;

    /** How many bytes encryption adds. */
    static final int OVERHEAD = PREFIX_LENGTH + 12 + 16;

    private static final byte[] NOTHING = {};

    private final Keyring keyring;
    private final Map<Integer, Aead> aeads = new ConcurrentHashMap<>();

    DekCipher(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The number, unsigned, of the DEK that {@code stored} says it is encrypted with; empty if it is not an encrypted value. */
    static OptionalInt dekIdOf(String stored) {
        byte[] bytes = bytesOf(stored);
        return bytes.length == 0 ? OptionalInt.empty() : OptionalInt.of(dekIdOf(bytes));
    }

    /** What is encrypted, with its prefix; nothing if it is not an encrypted value. */
    private static byte[] bytesOf(String stored) {
        byte[] bytes = StoredValue.decode(StoredValue.ENCRYPTED, stored).orElse(NOTHING);
        return bytes.length >= OVERHEAD && bytes[0] == 1 ? bytes : NOTHING;
    }

    private static int dekIdOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    String encrypt(byte[] plaintext, byte[] associatedData) {
        try {
            byte[] bytes = aead(keyring.activeDek()).encrypt(plaintext, associatedData);
            return StoredValue.encode(StoredValue.ENCRYPTED, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /**
     * The plaintext.
     *
     * @throws UnknownDekException if the keyring does not have the DEK
     * @throws GeneralSecurityException for every other reason, all alike
     */
    byte[] decrypt(String stored, byte[] associatedData) throws GeneralSecurityException, UnknownDekException {
        byte[] bytes = bytesOf(stored);
        if (bytes.length == 0) {
            throw new GeneralSecurityException("not an encrypted value");
        }
        int id = dekIdOf(bytes);
        if (!keyring.hasDek(id)) {
            throw new UnknownDekException(id, Integer.compareUnsigned(id, keyring.activeDek()) > 0);
        }
        return aead(id).decrypt(bytes, associatedData);
    }

    /** The DEKs by which value or note of {@code stored} decrypts in its place, whichever of the two does not. */
    Set<Integer> deksThatDecrypt(SecretDocument stored) {
        Set<Integer> deks = new HashSet<>();
        addDekThatDecrypts(stored.value(), AssociatedData.ofValue(stored), deks);
        if (stored.note() != null) {
            addDekThatDecrypts(stored.note(), AssociatedData.ofNote(stored), deks);
        }
        return deks;
    }

    private void addDekThatDecrypts(String text, byte[] associatedData, Set<Integer> deks) {
        try {
            decrypt(text, associatedData);
            dekIdOf(text).ifPresent(deks::add);
        } catch (GeneralSecurityException | UnknownDekException e) {
            // What names a DEK and does not decrypt by it says nothing of it.
        }
    }

    private Aead aead(int id) {
        return aeads.computeIfAbsent(id, this::createAead);
    }

    private Aead createAead(int id) {
        try {
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(AesGcmParameters.builder()
                            .setKeySizeBytes(32)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.TINK)
                            .build())
                    .setKeyBytes(SecretBytes.copyFrom(keyring.dek(id).orElseThrow(), InsecureSecretKeyAccess.get()))
                    .setIdRequirement(id)
                    .build();
            KeysetHandle handle = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(key).withFixedId(id).makePrimary())
                    .build();
            // handle.getPrimitive would ask the global table of serializers first.
            return ConfigurationV0.get().createPrimitive(handle, Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
