// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

/** A person pressed Ctrl-C or Ctrl-\ instead of an answer: nothing is done, and nothing more is said. */
public final class InterruptedPromptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    InterruptedPromptException(int exitCode) {
        super("interrupted");
        this.exitCode = exitCode;
    }

    /** What Kist exits with, as shells say it. */
    int exitCode() {
        return exitCode;
    }
}
