// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.KistException;
import dev.kist.cli.terminal.Advice;
import dev.kist.cli.terminal.InterruptedPromptException;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/** Turns every failure into words, in one place. */
public final class Failures {
    private static final String MORE_MEMORY = "KIST_JAVA_OPTIONS=-Xmx2g gives Kist 2 GiB";
    private static final String REPORT = "run the command again with --debug, and report what it prints";

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * A failure in words.
     *
     * @param error what happened, and why
     * @param hint what to do next
     */
    public record Words(String error, Optional<String> hint) {}

    /** The words for a failure; none where someone broke off a question and knows it. */
    public static Optional<Words> words(Throwable e) {
        if (e instanceof KistException known) {
            return Optional.of(new Words(
                    String.valueOf(known.getMessage()), Advice.hint(known).or(() -> lookAtAll(known))));
        }
        if (e instanceof InterruptedPromptException) {
            return Optional.empty();
        }
        if (e instanceof InvalidPathException) {
            // Its message holds what was given, which may be anything.
            return Optional.of(
                    Locales.isUtf8()
                            ? new Words("what is given as a name of a file cannot be one", Optional.empty())
                            : new Words(
                                    "a name of a file has characters that the locale lacks: Java takes names for "
                                            + Locales.encoding(),
                                    Optional.of(Locales.HINT)));
        }
        // The message of an unforeseen exception could hold anything.
        return Optional.of(
                e instanceof OutOfMemoryError
                        ? new Words("there is not enough memory", Optional.of(MORE_MEMORY))
                        : new Words("unexpected: this is a fault of Kist", Optional.of(REPORT)));
    }

    /** What is left to do where nobody knows more; wrong input says it by itself. */
    private static Optional<String> lookAtAll(KistException e) {
        return switch (e.reason()) {
            case INVALID_INPUT, NOT_FOUND -> Optional.empty();
            default -> Optional.of("kist doctor looks at everything that can be wrong");
        };
    }

    /** Says what went wrong, and what to do. */
    void describe(Throwable e) {
        words(e).ifPresent(words -> {
            terminal.error(words.error());
            words.hint().ifPresent(terminal::hint);
        });
    }
}
