// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.HashSet;
import java.util.Set;

/**
 * The fingerprint of an environment is not the one that counts, or is unknown where only known ones are accepted. Nothing
 * was decrypted with its keyring.
 */
public final class FingerprintException extends KistException {
    private static final long serialVersionUID = 1L;

    private static final String ADVICE = "ask a member for the fingerprint; if it is the one that was found, trust it";

    private final transient EnvironmentName environment;
    private final transient Fingerprint found;
    private final transient Set<Fingerprint> expected;

    private FingerprintException(
            EnvironmentName environment, Fingerprint found, Set<Fingerprint> expected, String message, String hint) {
        super(Reason.NOT_READABLE, message, hint, null);
        this.environment = environment;
        this.found = found;
        this.expected = Set.copyOf(expected);
    }

    /** For {@code found} where others count. */
    public static FingerprintException another(EnvironmentName environment, Fingerprint found, Set<Fingerprint> known) {
        return new FingerprintException(
                environment,
                found,
                known,
                "the fingerprint of " + environment + " is not the known one: it is " + found + ", known is "
                        + text(known) + "; either a member renewed it, or someone with write access to the database"
                        + " replaced the environment",
                ADVICE);
    }

    /** For {@code found} where the user's own file and the project's differ. */
    public static FingerprintException disputed(
            EnvironmentName environment, Fingerprint found, Set<Fingerprint> own, Set<Fingerprint> project) {
        Set<Fingerprint> others = new HashSet<>(own);
        others.addAll(project);
        others.remove(found);
        return new FingerprintException(
                environment,
                found,
                others,
                "two files differ on the fingerprint of " + environment + ", which is " + found
                        + ": your own file of trusted fingerprints has " + text(own)
                        + ", the project's known_environments has " + text(project),
                ADVICE);
    }

    /** For {@code found} where nothing is known and only what is known is accepted. */
    public static FingerprintException unknown(EnvironmentName environment, Fingerprint found) {
        return new FingerprintException(
                environment,
                found,
                Set.of(),
                "the fingerprint of " + environment + " is not known here: it is " + found
                        + ", and KIST_STRICT accepts known ones only",
                "compare it with a member's, then set KIST_FINGERPRINT to it, or trust it");
    }

    private static String text(Set<Fingerprint> fingerprints) {
        return String.join(
                " or ", fingerprints.stream().map(Fingerprint::hex).sorted().toList());
    }

    /** The environment that was not opened. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The fingerprint of the keyring that was found. */
    public Fingerprint found() {
        return found;
    }

    /** Those that count instead; empty where nothing is known. */
    public Set<Fingerprint> expected() {
        return expected;
    }
}
