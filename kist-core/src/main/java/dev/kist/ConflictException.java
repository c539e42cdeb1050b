package dev.kist;

import java.util.Collection;
import java.util.List;

/** Someone else wrote first. Nothing of what is named was overwritten. */
public final class ConflictException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient List<SecretName> names;

    public ConflictException(EnvironmentName environment, Collection<SecretName> names, String hint) {
        super(
                Reason.CONFLICT,
                "someone else changed " + NameList.of(names) + " of " + environment
                        + " at the same time: not overwritten",
                hint,
                null);
        this.names = List.copyOf(names);
    }

    /** For the keys of {@code environment}. */
    public ConflictException(EnvironmentName environment, String hint) {
        super(
                Reason.CONFLICT,
                "someone else changed the keys of " + environment + " at the same time: not overwritten",
                hint,
                null);
        this.names = List.of();
    }

    private ConflictException(SecretName name, String message) {
        super(Reason.CONFLICT, message + ": not overwritten", "read it and decide again", null);
        this.names = List.of(name);
    }

    private ConflictException(String message, String hint) {
        super(Reason.CONFLICT, message, hint, null);
        this.names = List.of();
    }

    /** For an environment that was to be created, and is there as another writer made it. */
    public static ConflictException exists(EnvironmentName environment) {
        return new ConflictException(
                "nothing was created: there is an environment " + environment + " by now that someone else made",
                "look at it and at its fingerprint; it is trusted only once you say so: kist trust " + environment);
    }

    /**
     * For a write that was meant for one version of {@code name} alone.
     *
     * @param expected the version that it was meant for; 0 for none
     * @param actual the version that is there; 0 for none
     */
    public static ConflictException otherVersion(
            EnvironmentName environment, SecretName name, int expected, int actual) {
        String what = name + " of " + environment;
        if (actual == 0) {
            return new ConflictException(name, what + " does not exist, so that it has no version " + expected);
        }
        return new ConflictException(
                name,
                expected == 0
                        ? what + " exists, its version is " + actual + " now"
                        : what + " is not of version " + expected + ", its version is " + actual + " now");
    }

    /** The secrets that someone else wrote; empty where it was the environment's keys. */
    public List<SecretName> names() {
        return names;
    }
}
