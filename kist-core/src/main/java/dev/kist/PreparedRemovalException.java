// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * The removal of a key that was prepared cannot be trusted for this removal: someone with write access to the database may have
 * put it there. Nothing was written.
 */
public final class PreparedRemovalException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;

    private PreparedRemovalException(EnvironmentName environment, String why, String hint) {
        super(Reason.NOT_READABLE, "the removal that was prepared in " + environment + " " + why, hint, null);
        this.environment = environment;
    }

    /** For {@code environment}, with {@code why} as the end of the sentence. */
    public PreparedRemovalException(EnvironmentName environment, String why) {
        this(
                environment,
                why,
                "compare it with the fingerprint that was told when the removal was prepared: if it is that one, set"
                        + " KIST_FINGERPRINT to the present one and it; if not, have a new one made");
    }

    /** What members made ahead is not in the database any more; {@code told} is the fingerprint that was to come. */
    public static PreparedRemovalException gone(EnvironmentName environment, Fingerprint told) {
        return new PreparedRemovalException(
                environment,
                "is gone from the database: someone deleted it, and the fingerprint that was told, " + told
                        + ", cannot come any more",
                "find out who has write access; then take " + told
                        + " out where it was deployed, and have a new one made");
    }

    /** The environment whose key was to be removed. */
    public EnvironmentName environment() {
        return environment;
    }
}
