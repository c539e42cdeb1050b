package dev.kist.cli.doctor;

import dev.kist.KistException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.cli.terminal.Advice;
import dev.kist.internal.keyring.KmsIdentity;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.KmsAddress;

/** Whether the module of a key's service is there, and whether the service answers. */
final class KeyServiceCheck {
    private static final String WHAT = "keys";

    private final KmsServices services;

    KeyServiceCheck(KmsServices services) {
        this.services = services;
    }

    Finding run(KmsAddress address) {
        String which = "the key " + new KmsIdentity(address).id() + ", " + address + ", is at hand and ";
        byte[] probe;
        try {
            probe = services.probe(address);
        } catch (KmsException e) {
            // A machine that only reads needs no right to encrypt.
            return e.problem() == Problem.PRIVILEGE
                    ? Finding.warning(
                            WHAT,
                            which + "its service does not let it encrypt",
                            "what changes the keyring, such as kist rotate, needs that right; reading does not")
                    : failure(e);
        } catch (KistException e) {
            return failure(e);
        }
        try {
            services.requireDecrypts(address, probe);
            return Finding.good(WHAT, which + "its service encrypts and decrypts");
        } catch (KistException e) {
            return failure(e);
        }
    }

    private static Finding failure(KistException e) {
        return Finding.error(
                WHAT, String.valueOf(e.getMessage()), Advice.hint(e).orElse(null));
    }
}
