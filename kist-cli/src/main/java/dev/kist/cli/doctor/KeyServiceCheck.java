package dev.kist.cli.doctor;

import dev.kist.KistException;
import dev.kist.keyring.KeyAddress;
import dev.kist.keyring.KeyServiceException;
import dev.kist.keyring.KeyServiceException.Problem;
import dev.kist.keyring.KeyServices;

/** Whether the module of a key's service is there, and whether the service answers. */
final class KeyServiceCheck {
    private static final String WHAT = "keys";

    private final KeyServices services;

    KeyServiceCheck(KeyServices services) {
        this.services = services;
    }

    Finding run(KeyAddress address) {
        String which = "the key " + address.id() + ", " + address + ", is at hand and ";
        byte[] probe;
        try {
            probe = services.probe(address);
        } catch (KeyServiceException e) {
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
        return Finding.error(WHAT, String.valueOf(e.getMessage()), e.hint().orElse(null));
    }
}
