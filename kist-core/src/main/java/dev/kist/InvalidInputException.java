// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import org.jspecify.annotations.Nullable;

/** A name, value, note, key or setting that cannot be accepted as it is. Nothing was written. */
public final class InvalidInputException extends KistException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message, @Nullable String hint) {
        super(Reason.INVALID_INPUT, message, hint, null);
    }
}
