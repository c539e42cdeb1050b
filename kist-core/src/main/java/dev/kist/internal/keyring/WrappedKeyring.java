package dev.kist.internal.keyring;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A keyring as a document holds it: wrapped for several keys.
 *
 * @param copies in the order of the document
 */
record WrappedKeyring(EnvironmentName environment, List<Copy> copies) {
    /** The keyring, wrapped for one key; the fields are those of the document. */
    record Copy(String publicKey, String wrapped) {}

    /** Whether it is wrapped for one of {@code keys}. */
    boolean isFor(Identities keys) {
        return keys.asList().stream().anyMatch(key -> firstFor(key).isPresent());
    }

    /**
     * The keyring, unwrapped with the first of {@code keys} that does it; empty if none does. Of several copies for one key
     * only the first is tried: a sealed list has no key twice, and trying each would serve a forger alone. Secret keys are
     * tried before a service is asked, and a service that fails is no failure where another key unwraps.
     *
     * @throws KistException if no key unwraps, and a service could not be asked or refused
     */
    Optional<Keyring> unwrap(Identities keys) {
        for (Identity key : keys.asList()) {
            if (key instanceof X25519Identity secretKey) {
                Optional<Keyring> keyring = firstFor(secretKey)
                        .flatMap(copy -> KeyringWrapping.unwrap(copy.wrapped(), secretKey, environment));
                if (keyring.isPresent()) {
                    return keyring;
                }
            }
        }
        return unwrapByService(keys);
    }

    private Optional<Copy> firstFor(Identity key) {
        String text = key.recipient().text();
        return copies.stream().filter(copy -> copy.publicKey().equals(text)).findFirst();
    }

    private Optional<Keyring> unwrapByService(Identities keys) {
        @Nullable KistException failure = null;
        for (Identity key : keys.asList()) {
            if (key instanceof KmsIdentity kms) {
                try {
                    Optional<Keyring> keyring = firstFor(kms)
                            .flatMap(copy -> KeyringWrapping.unwrap(
                                    copy.wrapped(), kms.address(), keys.services(), environment));
                    if (keyring.isPresent()) {
                        return keyring;
                    }
                } catch (KistException e) {
                    failure = failure == null ? e : failure;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }
}
