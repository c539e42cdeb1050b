// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Terminal;

/**
 * One command. Its fields are what it takes on its line, {@link #description()} shows them to the parser and the help, and
 * {@link #run} reads them. An object serves one run.
 */
public interface Command {
    /** What the help says, and what the command takes. */
    Description description();

    /**
     * Does the work; what went wrong is thrown.
     *
     * @return the exit code
     */
    int run(CommandContext context);

    /** Says what went wrong, in the arguments or in the work, and what to do. */
    default void explain(Throwable failure, Terminal terminal) {
        new Failures(terminal).describe(failure);
    }

    /** What Kist exits with when the command failed, wrong arguments included. */
    default int exitCode(Throwable failure) {
        return ExitCode.of(failure);
    }
}
