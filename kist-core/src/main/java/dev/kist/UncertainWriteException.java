package dev.kist;

import org.jspecify.annotations.Nullable;

/** A write was sent, its answer was lost, and it could not be settled in time whether it happened. */
public final class UncertainWriteException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    public UncertainWriteException(String what, String showCommand, @Nullable Throwable cause) {
        super(
                what + " may have been written: the store stopped answering before it could be settled",
                "see what is there with: " + showCommand,
                cause);
    }
}
