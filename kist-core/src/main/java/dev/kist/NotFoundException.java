package dev.kist;

import org.jspecify.annotations.Nullable;

/** The secret, version or environment that was asked for does not exist. */
public final class NotFoundException extends KistException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message, @Nullable String hint) {
        super(Reason.NOT_FOUND, message, hint, null);
    }
}
