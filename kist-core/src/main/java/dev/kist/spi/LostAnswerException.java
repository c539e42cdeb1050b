// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/** A write was sent and its answer did not arrive: it may or may not have happened. */
public final class LostAnswerException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    public LostAnswerException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }
}
