// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/**
 * The fingerprint of an environment is not trusted here, and it was to be written to, or a person said no when asked: it may
 * have been planted. Nothing was written.
 */
public final class UntrustedException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient Sight sight;

    /** For an environment as it presents itself. */
    public UntrustedException(Sight sight) {
        super(
                Reason.NOT_READABLE,
                "the fingerprint of " + sight.environment()
                        + " is not trusted here, so that the environment is not used: it is " + sight.fingerprint(),
                "compare it with a member's, then set KIST_FINGERPRINT to it, or trust it",
                null);
        this.sight = sight;
    }

    /** How the environment presents itself. */
    public Sight sight() {
        return sight;
    }
}
