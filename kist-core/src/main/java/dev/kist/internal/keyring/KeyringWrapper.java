// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.KeyEntry;
import java.util.HashMap;
import java.util.Map;

/** Wraps one keyring of one environment for any public key: by HPKE, or by the service that keeps the key. */
final class KeyringWrapper {
    private final EnvironmentName environment;
    private final Keyring keyring;
    private final KmsServices services;
    private final Map<String, String> kept;
    private final boolean isRenewal;

    private KeyringWrapper(
            EnvironmentName environment,
            Keyring keyring,
            KmsServices services,
            Map<String, String> kept,
            boolean isRenewal) {
        this.environment = environment;
        this.keyring = keyring;
        this.services = services;
        this.kept = kept;
        this.isRenewal = isRenewal;
    }

    /** For the first keyring of an environment: has every service encrypt it. */
    static KeyringWrapper first(EnvironmentName environment, Keyring keyring, KmsServices services) {
        return new KeyringWrapper(environment, keyring, services, Map.of(), false);
    }

    /** For another keyring than the one before, for keys that the environment has: every service encrypts it anew. */
    static KeyringWrapper anew(EnvironmentName environment, Keyring keyring, KmsServices services) {
        return new KeyringWrapper(environment, keyring, services, Map.of(), true);
    }

    /**
     * For the keyring that {@code document} holds: what services encrypted there is taken as it is, so that whoever may not
     * ask them can still let others in.
     */
    static KeyringWrapper keeping(EnvironmentDocument document, Keyring keyring, KmsServices services) {
        Map<String, String> kept = new HashMap<>();
        for (KeyEntry entry : document.keys()) {
            if (Recipient.isAddress(entry.publicKey())) {
                kept.put(entry.publicKey(), entry.wrapped());
            }
        }
        return new KeyringWrapper(document.name(), keyring, services, kept, false);
    }

    Keyring keyring() {
        return keyring;
    }

    KmsServices services() {
        return services;
    }

    /**
     * The keyring, wrapped for what the field {@code public_key} holds.
     *
     * @throws InvalidInputException if nothing can be wrapped for it: it is no key, or no service that is known keeps it
     * @throws KmsException if its service cannot be reached or refuses
     */
    String wrapFor(String publicKey) {
        String there = kept.get(publicKey);
        if (there != null) {
            return there;
        }
        Recipient recipient = Recipient.parse(publicKey);
        try {
            return recipient instanceof X25519Recipient x25519
                    ? KeyringWrapping.wrap(keyring, x25519, environment)
                    : KeyringWrapping.wrap(keyring, ((KmsIdentity) recipient).address(), services, environment);
        } catch (KmsException e) {
            throw isRenewal ? e.inTheWayOf(environment) : e;
        }
    }
}
