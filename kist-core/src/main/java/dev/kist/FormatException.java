// SPDX-License-Identifier: Apache-2.0
package dev.kist;

/** A stored document that this version of Kist cannot act on: a newer format, or fields that are not as specified. */
public final class FormatException extends KistException {
    private static final long serialVersionUID = 1L;

    private final transient EnvironmentName environment;

    public FormatException(EnvironmentName environment, String message, String hint) {
        super(Reason.NOT_READABLE, message, hint, null);
        this.environment = environment;
    }

    /** The environment whose document it is. */
    public EnvironmentName environment() {
        return environment;
    }
}
