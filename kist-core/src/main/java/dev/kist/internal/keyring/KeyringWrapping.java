// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.ConfigurationV0;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.KmsAddress;
import dev.kist.spi.StoredValue;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Wraps and unwraps keyrings by HPKE (RFC 9180, base mode): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, with
 * the environment in the info. Section "Wrapping" of {@code docs/format.md}.
 *
 * <p>Base mode proves nothing about who wrapped: anyone can wrap a keyring of their own for a public key. The fingerprint
 * tells it apart.
 */
@AccessesPartialKey
final class KeyringWrapping {
    private static final HpkeParameters PARAMETERS = parameters();

    private KeyringWrapping() {}

    /**
     * {@code keyring} for the holder of {@code recipient}'s secret key, {@code w1.} and base64url.
     *
     * @throws InvalidInputException if no secret key has that public key
     */
    static String wrap(Keyring keyring, X25519Recipient recipient, EnvironmentName environment) {
        try {
            HybridEncrypt encrypt = primitive(tinkPublicKey(recipient), HybridEncrypt.class);
            byte[] wrapped = encrypt.encrypt(keyring.toBytes(), AssociatedData.ofKeyring(environment));
            return StoredValue.encode(StoredValue.WRAPPED, wrapped);
        } catch (GeneralSecurityException e) {
            // What is left are the points of low order, which no secret key has.
            throw new InvalidInputException(
                    "nothing can be wrapped for the key " + recipient.id() + ": it is not a public key",
                    "ask its holder for it again");
        }
    }

    /** What unwraps for the holder of a secret key. */
    static HybridDecrypt hybridDecrypt(X25519Recipient publicKey, byte[] secretKey) throws GeneralSecurityException {
        HpkePrivateKey key = HpkePrivateKey.create(
                tinkPublicKey(publicKey), SecretBytes.copyFrom(secretKey, InsecureSecretKeyAccess.get()));
        return primitive(key, HybridDecrypt.class);
    }

    /** The keyring that was wrapped for {@code recipient}, or empty if it was not, or was changed. */
    static Optional<Keyring> unwrap(String wrapped, X25519Identity recipient, EnvironmentName environment) {
        return StoredValue.decode(StoredValue.WRAPPED, wrapped).flatMap(bytes -> {
            try {
                byte[] plaintext = recipient.hybridDecrypt().decrypt(bytes, AssociatedData.ofKeyring(environment));
                return Optional.of(Keyring.fromBytes(plaintext));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * {@code keyring}, encrypted by the service that keeps the key, {@code w1.} and base64url: section "Keys in a key
     * management service".
     *
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KmsException if the service cannot be reached or refuses
     */
    static String wrap(Keyring keyring, KmsAddress address, KmsServices services, EnvironmentName environment) {
        byte[] wrapped = services.encrypt(address, keyring.toBytes(), AssociatedData.ofKeyring(environment));
        return StoredValue.encode(StoredValue.WRAPPED, wrapped);
    }

    /**
     * The keyring that the service encrypted, or empty if it did not, or what is stored was changed.
     *
     * @throws InvalidInputException if the service's module is not on the class path
     * @throws KmsException if the service cannot be reached or refuses
     */
    static Optional<Keyring> unwrap(
            String wrapped, KmsAddress address, KmsServices services, EnvironmentName environment) {
        return StoredValue.decode(StoredValue.WRAPPED, wrapped)
                .filter(bytes -> bytes.length > 0)
                .flatMap(bytes -> services.decrypt(address, bytes, AssociatedData.ofKeyring(environment)))
                .flatMap(KeyringWrapping::read);
    }

    private static Optional<Keyring> read(byte[] plaintext) {
        try {
            return Optional.of(Keyring.fromBytes(plaintext));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <P> P primitive(Key key, Class<P> kind) throws GeneralSecurityException {
        KeysetHandle handle = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                .build();
        // handle.getPrimitive would ask the global table of serializers first.
        return ConfigurationV0.get().createPrimitive(handle, kind);
    }

    private static HpkePublicKey tinkPublicKey(X25519Recipient key) throws GeneralSecurityException {
        return HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(key.bytes()), null);
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
