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
        return keys.asList().stream().map(key -> key.recipient().text()).anyMatch(text -> copies.stream()
                .anyMatch(copy -> copy.publicKey().equals(text)));
    }

    /**
     * The keyring, unwrapped with the first of {@code keys} that does it; empty if none does. Secret keys are tried before
     * a service is asked, and a service that fails is no failure where another key unwraps.
     *
     * @throws KistException if no key unwraps, and a service could not be asked or refused
     */
    Optional<Keyring> unwrap(Identities keys) {
        for (Identity key : keys.asList()) {
            if (key instanceof X25519Identity secretKey) {
                Optional<Keyring> keyring = copies.stream()
                        .filter(copy ->
                                copy.publicKey().equals(secretKey.recipient().text()))
                        .flatMap(copy -> KeyringWrapping.unwrap(copy.wrapped(), secretKey, environment).stream())
                        .findFirst();
                if (keyring.isPresent()) {
                    return keyring;
                }
            }
        }
        return unwrapByService(keys);
    }

    private Optional<Keyring> unwrapByService(Identities keys) {
        @Nullable KistException failure = null;
        for (Identity key : keys.asList()) {
            if (key instanceof KmsIdentity kms) {
                try {
                    // A sealed list has no key twice: asking for each of many copies would serve a forger alone.
                    Optional<Keyring> keyring = copies.stream()
                            .filter(copy -> copy.publicKey().equals(kms.text()))
                            .findFirst()
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
