package dev.kist;

import java.util.Set;

/**
 * The keyring of an environment is not the known one, or is unknown where only known ones are accepted. Nothing was
 * decrypted with it.
 */
public final class FingerprintException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;
    private final transient Fingerprint found;
    private final transient Set<Fingerprint> known;

    private FingerprintException(
            EnvironmentName environment, Fingerprint found, Set<Fingerprint> known, String message, String hint) {
        super(Reason.NOT_READABLE, message, hint, null);
        this.environment = environment;
        this.found = found;
        this.known = Set.copyOf(known);
    }

    public static FingerprintException another(EnvironmentName environment, Fingerprint found, Set<Fingerprint> known) {
        return new FingerprintException(
                environment,
                found,
                known,
                "the keyring of " + environment + " is not the known one: its fingerprint is " + found + ", known is "
                        + String.join(
                                " or ",
                                known.stream().map(Fingerprint::hex).sorted().toList())
                        + "; either a member renewed it, or someone with write access to the database replaced it",
                "ask a member for the fingerprint; if " + found
                        + " is right, put it into .kist/known_environments or KIST_FINGERPRINT");
    }

    public static FingerprintException unknown(EnvironmentName environment, Fingerprint found) {
        return new FingerprintException(
                environment,
                found,
                Set.of(),
                "the fingerprint of " + environment + " is not known here: it is " + found
                        + ", and KIST_STRICT accepts known ones only",
                "compare it with a member's, then set KIST_FINGERPRINT or commit .kist/known_environments");
    }

    /** The environment that was not opened. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The fingerprints that are known; empty if none is. */
    public Set<Fingerprint> known() {
        return known;
    }

    /** The fingerprint of the keyring that was found. */
    public Fingerprint found() {
        return found;
    }
}
