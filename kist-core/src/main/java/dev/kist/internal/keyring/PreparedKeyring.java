// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.KmsException;
import dev.kist.internal.format.ByteFields;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.PreparedEntry;
import java.util.List;
import java.util.Optional;

/**
 * A keyring made ahead for the removal of one key and wrapped for the keys that stay, so that its fingerprint can be told
 * before the removal. Section "A keyring made ahead" of {@code docs/format.md}.
 *
 * <p>Only its root is ever used. The root is computed from a random seed and the public key that leaves: the fingerprint
 * names the one whose removal it is for, so that a keyring made for another's removal, whose root the holder knows,
 * cannot be put in its place.
 */
public final class PreparedKeyring {
    private final EnvironmentName environment;
    private final Keyring keyring;

    private PreparedKeyring(EnvironmentName environment, Keyring keyring) {
        this.environment = environment;
        this.keyring = keyring;
    }

    static PreparedKeyring generate(EnvironmentName environment, Recipient leaving) {
        return of(environment, leaving, Keyring.randomBytes());
    }

    static PreparedKeyring of(EnvironmentName environment, Recipient leaving, byte[] seed) {
        return new PreparedKeyring(environment, Keyring.of(root(environment, leaving, seed), seed));
    }

    /**
     * The one that {@code document} holds for one of {@code keys}; empty if there is none that unwraps.
     *
     * @throws KmsException if no secret key unwraps it, and a key service cannot be reached or refuses
     */
    public static Optional<PreparedKeyring> find(EnvironmentDocument document, Identities keys) {
        List<WrappedKeyring.Copy> copies = document.next().stream()
                .map(entry -> new WrappedKeyring.Copy(entry.publicKey(), entry.wrapped()))
                .toList();
        return new WrappedKeyring(document.name(), copies)
                .unwrap(keys)
                .map(found -> new PreparedKeyring(document.name(), found));
    }

    /** The fingerprint that the environment will have. */
    public Fingerprint fingerprint() {
        return keyring.fingerprint(environment);
    }

    /** Whether it was made for the removal of {@code leaving}. */
    public boolean isFor(Recipient leaving) {
        return keyring.dek(1)
                .filter(seed ->
                        Keyring.of(root(environment, leaving, seed), seed).hasRootOf(keyring))
                .isPresent();
    }

    Keyring keyring() {
        return keyring;
    }

    List<PreparedEntry> wrapFor(List<String> staying, KmsServices services) {
        KeyringWrapper wrapper = KeyringWrapper.anew(environment, keyring, services);
        return staying.stream()
                .map(publicKey -> new PreparedEntry(publicKey, wrapper.wrapFor(publicKey)))
                .toList();
    }

    private static byte[] root(EnvironmentName environment, Recipient leaving, byte[] seed) {
        return Sha256.of(ByteFields.text("kist:v1:next")
                .field(environment.value())
                .field(leaving.text())
                .bytes(seed)
                .toByteArray());
    }

    @Override
    public String toString() {
        return "PreparedKeyring[" + fingerprint() + "]";
    }
}
