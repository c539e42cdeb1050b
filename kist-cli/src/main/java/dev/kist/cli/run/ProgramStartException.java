package dev.kist.cli.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program was not started. It carries the exit code that shells give for the same failure; no message holds a
 * secret's value.
 */
public final class ProgramStartException extends RuntimeException {
    /** Kist itself failed, or refused, before the start. */
    public static final int KIST_FAILED = 125;

    /** The program is there but cannot be executed. */
    public static final int NOT_EXECUTABLE = 126;

    /** There is no such program. */
    public static final int NOT_FOUND = 127;

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final @Nullable String hint;

    ProgramStartException(int exitCode, String message, @Nullable String hint) {
        super(message);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    /** The code that Kist is to exit with: 125, 126 or 127. */
    public int exitCode() {
        return exitCode;
    }

    /** What the user can do next. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
