// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** There is no {@code .kist} folder here, or above, to write into. Nothing was written. */
public final class NoProjectException extends KistException {
    private static final long serialVersionUID = 1L;

    /** For what was to be kept there, such as {@code the environment}. */
    public NoProjectException(String what) {
        super(
                Reason.INVALID_INPUT,
                "there is no .kist folder here to keep " + what + " in",
                "make it first: Project.make()",
                null);
    }
}
