// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached, did not answer in time, or refuses the user. Names hosts, never credentials. */
public class StoreUnavailableException extends KistException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(Reason.UNAVAILABLE, message, hint, cause);
    }
}
