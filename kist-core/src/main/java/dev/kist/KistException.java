// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Kist throws on purpose.
 *
 * <p>The message says what happened, to which secret, environment or key, and why; {@link #hint()} says what to do
 * next. Neither ever holds a value, a note, a secret key or the credentials of a connection string, and both are one line of
 * visible characters ({@link Printable#visible}), whatever the store or a file holds.
 */
public abstract class KistException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure this is; each surface turns it into its own terms, as the command line does with exit codes. */
    public enum Reason {
        /** The request itself is wrong: a bad name, a value over the limit, a mistyped key, a refused file. */
        INVALID_INPUT,
        /** The secret, version or environment does not exist. */
        NOT_FOUND,
        /** No key at hand opens it, it does not decrypt, or it is not what it claims to be. */
        NOT_READABLE,
        /** The store could not be reached, did not answer in time, or refused the user. */
        UNAVAILABLE,
        /** Someone else wrote first. */
        CONFLICT,
        /** Anything else. */
        UNEXPECTED
    }

    private final Reason reason;
    private final @Nullable String hint;

    protected KistException(Reason reason, String message, @Nullable String hint, @Nullable Throwable cause) {
        super(Printable.visible(Objects.requireNonNull(message)), cause);
        this.reason = reason;
        this.hint = hint == null ? null : Printable.visible(hint);
    }

    /** What kind of failure this is. */
    public Reason reason() {
        return reason;
    }

    /** What to do next, as one sentence or one command; empty where nothing useful can be said. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
