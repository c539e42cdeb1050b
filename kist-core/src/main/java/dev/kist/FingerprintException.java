// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of an environment is not the one that counts, or is unknown where only known ones are accepted. Nothing
 * was decrypted with its keyring.
 */
public final class FingerprintException extends KistException {
    private static final long serialVersionUID = 1L;

    private static final String ADVICE = "ask a member for the fingerprint; if it is the one that was found, trust it";

    private final transient EnvironmentName environment;
    private final transient Fingerprint found;
    private final transient Expected expected;
    private final transient @Nullable Fingerprint replacedBy;

    /** The fingerprints that count instead, and whether they were given for this run. */
    private record Expected(Set<Fingerprint> fingerprints, boolean isGiven) {
        static Expected known(Set<Fingerprint> fingerprints) {
            return new Expected(Set.copyOf(fingerprints), false);
        }

        static Expected given(Set<Fingerprint> fingerprints) {
            return new Expected(Set.copyOf(fingerprints), true);
        }
    }

    private FingerprintException(
            EnvironmentName environment, Fingerprint found, Expected expected, String message, String hint) {
        this(environment, found, expected, null, message, hint);
    }

    private FingerprintException(
            EnvironmentName environment,
            Fingerprint found,
            Expected expected,
            @Nullable Fingerprint replacedBy,
            String message,
            String hint) {
        super(Reason.NOT_READABLE, message, hint, null);
        this.environment = environment;
        this.found = found;
        this.expected = expected;
        this.replacedBy = replacedBy;
    }

    /** For {@code found} where others count. */
    public static FingerprintException another(EnvironmentName environment, Fingerprint found, Set<Fingerprint> known) {
        return new FingerprintException(
                environment,
                found,
                Expected.known(known),
                "the fingerprint of " + environment + " is not the known one: it is " + found + ", known is "
                        + text(known) + "; either a member renewed it, or an older backup was restored, or someone with"
                        + " write access to the database replaced the environment",
                ADVICE);
    }

    /** For {@code found} where others were given for this run, which counts above all that is trusted. */
    public static FingerprintException notGiven(
            EnvironmentName environment, Fingerprint found, Set<Fingerprint> given) {
        return new FingerprintException(
                environment,
                found,
                Expected.given(given),
                "the fingerprint of " + environment + " is not the one that was given: it is " + found
                        + ", given is " + text(given)
                        + "; either a member renewed it, or an older backup was restored, or someone with write access to"
                        + " the database replaced the environment",
                "ask a member for the fingerprint; if it is the one that was found, give that one");
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
                Expected.known(others),
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
                Expected.known(Set.of()),
                "the fingerprint of " + environment + " is not known here: it is " + found
                        + ", and KIST_STRICT accepts known ones only",
                "compare it with a member's, then set KIST_FINGERPRINT to it, or trust it");
    }

    /** The same, where this machine remembers that {@code now} took the place of the one that was found. */
    public FingerprintException former(Fingerprint now) {
        return new FingerprintException(
                environment,
                found,
                expected,
                now,
                "the fingerprint of " + environment + " is a former one: it is " + found + ", and " + now
                        + " took its place; either a backup from before that was restored, or someone with write access to"
                        + " the database put an older copy back; whoever was removed since may be able to open it",
                "ask the other members; if a backup was restored on purpose, "
                        + (isGiven() ? "give that one" : "trust it")
                        + ", and accept the older copy once: KistOptions.acceptOlder()");
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

    /** Whether those that count were given for this run, so that trusting another one changes nothing. */
    public boolean isGiven() {
        return expected.isGiven();
    }

    /** The one that took the place of the one that was found, where this machine remembers that: an older copy was put back. */
    public Optional<Fingerprint> replacedBy() {
        return Optional.ofNullable(replacedBy);
    }

    /** Those that count instead; empty where nothing is known. */
    public Set<Fingerprint> expected() {
        return expected.fingerprints();
    }
}
