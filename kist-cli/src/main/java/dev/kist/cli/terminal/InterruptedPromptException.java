package dev.kist.cli.terminal;

/** A person pressed Ctrl-C instead of an answer: nothing is done, and nothing more is said. */
public final class InterruptedPromptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterruptedPromptException() {
        super("interrupted");
    }
}
