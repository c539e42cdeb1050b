// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import dev.kist.KistException;
import org.jspecify.annotations.Nullable;

/**
 * The program was not started. It carries the exit code that shells give for the same failure; no message holds a
 * secret's value.
 */
final class ProgramStartException extends KistException {
    /** Kist itself failed, or refused, before the start. */
    static final int KIST_FAILED = 125;

    /** The program is there but cannot be executed. */
    static final int NOT_EXECUTABLE = 126;

    /** There is no such program. */
    static final int NOT_FOUND = 127;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ProgramStartException(int exitCode, String message, @Nullable String hint) {
        super(Reason.UNEXPECTED, message, hint, null);
        this.exitCode = exitCode;
    }

    /** The code that Kist is to exit with: 125, 126 or 127. */
    int exitCode() {
        return exitCode;
    }
}
