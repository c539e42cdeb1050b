package dev.kist.keyring;

import dev.kist.format.EnvironmentDocument;
import dev.kist.format.KeyEntry;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.InvalidInputException;
import java.util.HashMap;
import java.util.Map;

/** Wraps one keyring of one environment for any public key: by HPKE, or by the service that keeps the key. */
final class KeyringWrapper {
    private final EnvironmentName environment;
    private final Keyring keyring;
    private final KeyServices services;
    private final Map<String, String> kept;

    private KeyringWrapper(
            EnvironmentName environment, Keyring keyring, KeyServices services, Map<String, String> kept) {
        this.environment = environment;
        this.keyring = keyring;
        this.services = services;
        this.kept = kept;
    }

    /** Has every service encrypt the keyring. */
    static KeyringWrapper anew(EnvironmentName environment, Keyring keyring, KeyServices services) {
        return new KeyringWrapper(environment, keyring, services, Map.of());
    }

    /**
     * For the keyring that {@code document} holds: what services encrypted there is taken as it is, so that whoever may not
     * ask them can still let others in.
     */
    static KeyringWrapper keeping(EnvironmentDocument document, Keyring keyring, KeyServices services) {
        Map<String, String> kept = new HashMap<>();
        for (KeyEntry entry : document.keys()) {
            if (PublicKey.isAddress(entry.publicKey())) {
                kept.put(entry.publicKey(), entry.wrapped());
            }
        }
        return new KeyringWrapper(document.name(), keyring, services, kept);
    }

    Keyring keyring() {
        return keyring;
    }

    KeyServices services() {
        return services;
    }

    /**
     * The keyring, wrapped for what the field {@code public_key} holds.
     *
     * @throws InvalidInputException if nothing can be wrapped for it: it is no key, or no service that is known keeps it
     * @throws KeyServiceException if its service cannot be reached or refuses
     */
    String wrapFor(String publicKey) {
        String there = kept.get(publicKey);
        if (there != null) {
            return there;
        }
        PublicKey recipient = PublicKey.parse(publicKey);
        return recipient instanceof X25519PublicKey x25519
                ? KeyringWrapping.wrap(keyring, x25519, environment)
                : services.wrap(keyring, (KeyAddress) recipient, environment);
    }
}
