// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

/** A value is encrypted with a DEK that the keyring at hand does not have: read the environment again, then the secret. */
public final class UnknownDekException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long dekId;
    private final boolean isAboveActive;

    UnknownDekException(int dekId, boolean isAboveActive) {
        super("unknown DEK " + Integer.toUnsignedString(dekId));
        this.dekId = Integer.toUnsignedLong(dekId);
        this.isAboveActive = isAboveActive;
    }

    /** The number of the DEK. */
    public long dekId() {
        return dekId;
    }

    /** Whether the number is above the active one: then the environment document is an older copy. */
    public boolean isAboveActive() {
        return isAboveActive;
    }
}
