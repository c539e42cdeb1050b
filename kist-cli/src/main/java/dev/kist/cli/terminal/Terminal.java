// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that a person or a script sees of Kist. The rules:
 *
 * <ul>
 *   <li>stdout carries data only; everything else goes to stderr, each line beginning with {@code kist:}.
 *   <li>An error is {@code kist: error: what happened: why}, then perhaps {@code kist: hint: what to do next}.
 *   <li>Values are data: they never appear in a message.
 *   <li>Whatever else was written elsewhere is shown with its control, bidirectional and zero-width characters made
 *       visible: each message, each line and each cell goes through {@link Printable#visible}.
 *   <li>{@code -q} leaves out notes and the hints that go with them.
 *   <li>A question is asked only where both input and error output are a terminal; elsewhere a flag answers it.
 *   <li>No banner; colors, a pager and a progress bar on a terminal only, and a message never stands in the bar's line.
 * </ul>
 */
public final class Terminal {
    private final Streams streams;
    private final boolean isQuiet;
    private final Runnable atWait;
    private final UnaryOperator<String> hints;
    private final Set<String> said = new HashSet<>();
    private boolean isGrave;
    private @Nullable ProgressBar bar;

    public Terminal(Streams streams) {
        this(streams, () -> {});
    }

    /** Calls {@code atWait} before a person waits, or is waited for. */
    public Terminal(Streams streams, Runnable atWait) {
        this(streams, false, atWait, UnaryOperator.identity());
    }

    private Terminal(Streams streams, boolean isQuiet, Runnable atWait, UnaryOperator<String> hints) {
        this.streams = streams;
        this.isQuiet = isQuiet;
        this.atWait = atWait;
        this.hints = hints;
    }

    /** The same, but for notes and the hints that go with them. */
    public Terminal quiet() {
        return new Terminal(streams, true, atWait, hints);
    }

    /** The same, but each hint is what {@code newHints} makes of it. */
    public Terminal withHints(UnaryOperator<String> newHints) {
        return new Terminal(streams, isQuiet, atWait, newHints);
    }

    /** Whether notes are left out. */
    public boolean isQuiet() {
        return isQuiet;
    }

    /** The streams themselves, for a command that passes bytes on. */
    public Streams streams() {
        return streams;
    }

    /** Whether a question can be asked. */
    public boolean canAsk() {
        return streams.isTerminalIn() && streams.isTerminalErr();
    }

    /** Writes data, as it is. */
    public void data(String text) {
        clearBar();
        streams.out().print(text);
        streams.out().flush();
    }

    /** Writes bytes as they are. */
    public void data(byte[] bytes) {
        clearBar();
        streams.out().write(bytes, 0, bytes.length);
        streams.out().flush();
    }

    /** Writes a line of data. */
    public void dataLine(String text) {
        data(text + "\n");
    }

    /** Writes a table. On a terminal its cells are cut where a line would be too long, and it is shown a page at a time. */
    public void table(Table table) {
        if (!streams.isTerminalOut()) {
            page(table.lines());
            return;
        }
        int columns =
                table.width() > Screen.LEAST.columns() ? Screen.ofTerminal().columns() : Screen.LEAST.columns();
        List<String> lines = new ArrayList<>(table.lines(columns));
        lines.set(0, dataStyle().bold(lines.get(0)));
        page(lines);
    }

    /** Writes lines of data. On a terminal that is too small for them they are shown by a pager. */
    public void page(List<String> lines) {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        boolean mayBeLong = streams.isTerminalOut() && lines.size() >= Screen.LEAST.rows();
        if (!mayBeLong || lines.size() < Screen.ofTerminal().rows() || !new Pager(System.getenv()).show(text)) {
            data(text);
        }
    }

    /** How data looks. */
    public Style dataStyle() {
        return streams.dataStyle();
    }

    /** Writes a line of data that is text for people, in which others' words may stand. */
    public void textLine(String text) {
        dataLine(Printable.visible(text));
    }

    /**
     * What becomes of a command that ended with {@code code}: a value that did not reach its reader whole must not look like
     * success. Where the reader is gone, as with {@code | head}, nothing is said.
     */
    public int settle(int code) {
        if (!streams.out().checkError() || code != ExitCode.DONE) {
            return code;
        }
        if (streams.hasReader()) {
            return ExitCode.READER_GONE;
        }
        error("the output could not be written: standard output is closed, or the disk is full");
        hint("check where the output goes, and run the command again");
        return ExitCode.UNEXPECTED;
    }

    /** Says something. */
    public void note(String text) {
        isGrave = false;
        if (!isQuiet) {
            line(text);
        }
    }

    /** Says something that needs no saying again within this command. */
    public void noteOnce(String text) {
        if (said.add(text)) {
            note(text);
        }
    }

    /** Says what is waited for. */
    public void waiting(String text) {
        atWait.run();
        note(text);
    }

    /** Says something that is odd but accepted, and needs no saying again within this command. */
    public void warningOnce(String text) {
        if (said.add(text)) {
            warning(text);
        }
    }

    /** Says something that is odd but accepted. */
    public void warning(String text) {
        isGrave = true;
        line(streams.messageStyle().yellow("warning:"), text);
    }

    /** Says what went wrong. */
    public void error(String text) {
        isGrave = true;
        line(streams.messageStyle().red("error:"), text);
    }

    /** Says what to do next. */
    public void hint(String text) {
        if (!isQuiet || isGrave) {
            line("hint: " + hints.apply(text));
        }
    }

    /** Says what can be done next where nothing is odd: {@code --quiet} leaves it out. */
    public void suggest(String text) {
        isGrave = false;
        hint(text);
    }

    /** Writes lines of a plan or a table. */
    public void lines(List<String> lines) {
        clearBar();
        PrintStream err = streams.err();
        lines.forEach(line -> err.println(Printable.visible(line)));
        err.flush();
    }

    /** Asks a question until the answer is yes, or is no or nothing. Only where {@link #canAsk()}. */
    public boolean confirm(String question) {
        while (true) {
            switch (answer(question + " [y/N] ")) {
                case "y", "yes" -> {
                    return true;
                }
                case "", "n", "no" -> {
                    return false;
                }
                default -> line("answer y for yes, or n for no");
            }
        }
    }

    /**
     * Asks for one of several answers, by number or by its first word or the beginning of that, until there is one; 0 if none
     * was chosen. Only where {@link #canAsk()}.
     */
    public int choose(String question, List<String> answers) {
        line(question);
        for (int i = 0; i < answers.size(); i++) {
            lines(List.of("  " + (i + 1) + ") " + answers.get(i)));
        }
        while (true) {
            OptionalInt chosen = Choice.among(answers, answer("number, or nothing to stop: "));
            if (chosen.isPresent()) {
                return chosen.getAsInt();
            }
            line("answer with a number from 1 to " + answers.size());
        }
    }

    /**
     * Asks for a secret without showing what is typed; one final line end of a paste is left out. Only where
     * {@link #canAsk()}.
     *
     * @param otherWays how the command takes it without a terminal, for the hint where this one cannot hide it
     */
    public String askSecret(String prompt, String otherWays) {
        clearBar();
        String text = new SecretPrompt(streams, otherWays, this::warning).ask(Printable.visible(prompt));
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** A progress bar; it shows itself on a terminal only. One at a time. */
    public ProgressBar progress(String what) {
        atWait.run();
        ProgressBar next = new ProgressBar(streams.isTerminalErr() ? streams.err() : null, Printable.visible(what));
        bar = next;
        return next;
    }

    /** One line that was typed when the question was there; where several arrive at once, it is asked again. */
    private String answer(String question) {
        atWait.run();
        SpareInput spare = new SpareInput(streams.in());
        if (spare.discardTyped()) {
            warning(SecretPrompt.TYPED_BEFORE);
        }
        while (true) {
            ask(question);
            boolean isPaste;
            String line;
            try {
                line = readLine();
            } finally {
                isPaste = spare.discardRest();
            }
            if (!isPaste) {
                return line.strip().toLowerCase(Locale.ROOT);
            }
            warning("several lines arrived at once: none of them is taken as the answer");
        }
    }

    /** What is said next stands on a line of its own, after Ctrl-D, too. */
    private String readLine() {
        return new InputLine(streams.in(), () -> {
                    streams.err().println();
                    streams.err().flush();
                })
                .read();
    }

    private void ask(String question) {
        clearBar();
        streams.err().print("kist: " + Printable.visible(question));
        streams.err().flush();
    }

    private void line(String text) {
        ask(text);
        streams.err().println();
        streams.err().flush();
    }

    private void line(String kind, String text) {
        clearBar();
        streams.err().println("kist: " + kind + " " + Printable.visible(text));
        streams.err().flush();
    }

    private void clearBar() {
        if (bar != null) {
            bar.close();
        }
    }
}
