package dev.kist.cli.command;

import dev.kist.KistException;
import dev.kist.cli.terminal.Advice;
import dev.kist.cli.terminal.InterruptedPromptException;
import dev.kist.cli.terminal.Terminal;

/** Turns every failure into words, in one place. */
final class Failures {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Says what went wrong, and what to do. */
    void describe(Exception e) {
        if (e instanceof KistException known) {
            terminal.error(String.valueOf(known.getMessage()));
            Advice.hint(known).ifPresent(terminal::hint);
        } else if (!(e instanceof InterruptedPromptException)) {
            // The message of an unforeseen exception could hold anything.
            terminal.error("unexpected: this is a fault of Kist; run the command again with --debug and report it");
        }
    }
}
