// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import dev.kist.Finding;
import dev.kist.Finding.Code;
import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.Setting;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.Identity;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.kms.KmsServices;
import dev.kist.internal.settings.EffectiveSettings;
import dev.kist.spi.KmsAddress;
import java.util.ArrayList;
import java.util.List;

/** Which keys are at hand; for one that a service keeps, whether its module is there and the service answers. */
public final class KeysInspection {
    private static final String TOPIC = "keys";

    private final EffectiveSettings settings;
    private final KmsServices services;

    public KeysInspection(EffectiveSettings settings) {
        this.settings = settings;
        this.services = settings.keyServices();
    }

    /** What there is to say. */
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try {
            Identities keys = settings.keys(warnings);
            warnings.forEach(text -> findings.add(Finding.warning(
                    Code.ODD_KEY_FILE, TOPIC, text, "let nobody but yourself read it, if it is yours")));
            keys.asList().forEach(key -> findings.add(look(key)));
            if (keys.isEmpty() && settings.find(Setting.KEY_COMMAND).isPresent()) {
                // Run where an environment is opened, and not here as well: it may ask a person.
                findings.add(Finding.good(
                        Code.KEY, TOPIC, "there is no other key here than the one that KIST_KEY_COMMAND prints"));
            } else if (keys.isEmpty()) {
                findings.add(Finding.error(Code.NO_KEY, TOPIC, "there is no key here", "make one"));
            }
        } catch (KistException e) {
            findings.add(Finding.failure(TOPIC, e));
        }
        return findings;
    }

    private Finding look(Identity key) {
        return key instanceof KmsIdentity kms
                ? look(kms.address())
                : Finding.good(Code.KEY, TOPIC, "the key " + key.recipient().id() + " is at hand");
    }

    private Finding look(KmsAddress address) {
        String which = "the key " + new KmsIdentity(address).id() + ", " + address + ", is at hand and ";
        try {
            byte[] probe = services.probe(address);
            services.requireDecrypts(address, probe);
            return Finding.good(Code.KEY, TOPIC, which + "its service encrypts and decrypts");
        } catch (KmsException e) {
            // A machine that only reads needs no right to encrypt.
            return e.problem() == Problem.PRIVILEGE
                    ? Finding.warning(
                            Code.KEY_SERVICE_PRIVILEGE,
                            TOPIC,
                            which + "its service does not let it encrypt",
                            "what changes the keys of an environment needs that right; reading does not")
                    : Finding.failure(TOPIC, e);
        } catch (KistException e) {
            return Finding.failure(TOPIC, e);
        }
    }
}
