// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** Someone else wrote first. Nothing of what is named was overwritten. */
public final class ConflictException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;
    private final transient List<SecretName> names;
    private final int currentVersion;

    /** For secrets; without names, for some of the environment. */
    public ConflictException(EnvironmentName environment, Collection<SecretName> names, String hint) {
        super(
                Reason.CONFLICT,
                "someone else changed " + NameList.of(names) + " of " + environment
                        + " at the same time: not overwritten",
                hint,
                null);
        this.environment = environment;
        this.names = List.copyOf(names);
        this.currentVersion = -1;
    }

    /** For the keys of {@code environment}. */
    public ConflictException(EnvironmentName environment, String hint) {
        super(
                Reason.CONFLICT,
                "someone else changed the keys of " + environment + " at the same time: not overwritten",
                hint,
                null);
        this.environment = environment;
        this.names = List.of();
        this.currentVersion = -1;
    }

    private ConflictException(EnvironmentName environment, SecretName name, int currentVersion, String message) {
        super(Reason.CONFLICT, message + ": not overwritten", "read it and decide again", null);
        this.environment = environment;
        this.names = List.of(name);
        this.currentVersion = currentVersion;
    }

    private ConflictException(String message, EnvironmentName environment, String hint) {
        super(Reason.CONFLICT, message, hint, null);
        this.environment = environment;
        this.names = List.of();
        this.currentVersion = -1;
    }

    /** For an environment that was to be created, and is there as another writer made it. */
    public static ConflictException exists(EnvironmentName environment) {
        return new ConflictException(
                "nothing was created: there is an environment " + environment + " by now that someone else made",
                environment,
                "look at it and at its fingerprint; it is trusted only once you say so");
    }

    /** For what {@code environment} inherits from. */
    public static ConflictException parent(EnvironmentName environment) {
        return new ConflictException(
                "someone else changed what " + environment + " inherits from at the same time: not overwritten",
                environment,
                "look at it and decide again");
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
        String message = actual == 0
                ? what + " does not exist, so that it has no version " + expected
                : expected == 0
                        ? what + " exists, its version is " + actual + " now"
                        : what + " has changed, its version is " + actual + " now, not " + expected;
        return new ConflictException(environment, name, actual, message);
    }

    /** The environment that someone else wrote to. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The secrets that someone else wrote; empty where it was the environment's keys. */
    public List<SecretName> names() {
        return names;
    }

    /** Where a write was meant for one version alone: the one that is there; 0 for none. */
    public OptionalInt currentVersion() {
        return currentVersion < 0 ? OptionalInt.empty() : OptionalInt.of(currentVersion);
    }
}
