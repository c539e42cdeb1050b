// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.KistException;
import java.nio.file.InvalidPathException;

/** The exit codes, section 5 of the design in {@code docs/}: the same for every command but {@code run}. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int UNEXPECTED = 1;
    public static final int INVALID_INPUT = 2;
    public static final int NOT_FOUND = 3;
    public static final int NOT_READABLE = 4;
    public static final int UNAVAILABLE = 5;
    public static final int CONFLICT = 6;

    /** Ctrl-C, as shells say it. */
    public static final int INTERRUPTED = 130;

    /** Ctrl-\, likewise. */
    public static final int QUIT = 131;

    /** Who read the output is gone: as after {@code SIGPIPE}. */
    public static final int READER_GONE = 141;

    /** What each code means, for people. */
    public static final String IN_WORDS =
            "0 done; 1 unexpected, or doctor or check found something wrong; 2 usage or bad"
                    + " input; 3 not found; 4 no key opens it, it does not decrypt, or the fingerprint is not trusted; 5 store or key"
                    + " service unreachable; 6 someone else wrote first.";

    private ExitCode() {}

    /** The code for whatever went wrong. */
    public static int of(Throwable e) {
        if (e instanceof KistException known) {
            return of(known);
        }
        if (e instanceof InvalidPathException) {
            return INVALID_INPUT;
        }
        return e instanceof InterruptedPromptException interrupted ? interrupted.exitCode() : UNEXPECTED;
    }

    /** The code for a failure. */
    public static int of(KistException e) {
        return switch (e.reason()) {
            case INVALID_INPUT -> INVALID_INPUT;
            case NOT_FOUND -> NOT_FOUND;
            case NOT_READABLE -> NOT_READABLE;
            case UNAVAILABLE -> UNAVAILABLE;
            case CONFLICT -> CONFLICT;
            case UNEXPECTED -> UNEXPECTED;
        };
    }
}
