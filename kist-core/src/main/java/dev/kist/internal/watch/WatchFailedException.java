// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.watch;

import dev.kist.KistException;

/** Something failed that is not expected to: a fault of Kist, of a library, or of the machine. */
final class WatchFailedException extends KistException {
    private static final long serialVersionUID = 1L;

    /** Of {@code thrown} it has the place alone. */
    WatchFailedException(Throwable thrown) {
        super(
                Reason.UNEXPECTED,
                Thrown.describe(thrown),
                "it is tried again and again; the log says when it works",
                null);
        setStackTrace(thrown.getStackTrace());
    }
}
