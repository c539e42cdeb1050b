package dev.kist.cli.terminal;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All that a person or a script sees of Kist. The rules:
 *
 * <ul>
 *   <li>stdout carries data only; everything else goes to stderr, each line beginning with {@code kist:}.
 *   <li>An error is {@code kist: error: what happened: why}, then perhaps {@code kist: hint: what to do next}.
 *   <li>Values are data: they never appear in a message.
 *   <li>A question is asked only where both input and error output are a terminal; elsewhere a flag answers it.
 *   <li>No colors, no banner; a progress bar on a terminal only.
 * </ul>
 */
public final class Terminal {
    private final Streams streams;
    private final boolean isQuiet;
    private final Set<String> said = new HashSet<>();
    private boolean isGrave;

    public Terminal(Streams streams) {
        this(streams, false);
    }

    private Terminal(Streams streams, boolean isQuiet) {
        this.streams = streams;
        this.isQuiet = isQuiet;
    }

    /** The same, but for notes and the hints that go with them. */
    public Terminal quiet() {
        return new Terminal(streams, true);
    }

    /** The streams themselves, for a command that passes bytes on. */
    public Streams streams() {
        return streams;
    }

    /** Whether a question can be asked. */
    public boolean canAsk() {
        return streams.isTerminalIn() && streams.isTerminalErr();
    }

    /** Writes data. */
    public void data(String text) {
        streams.out().print(text);
        streams.out().flush();
    }

    /** Writes a line of data. */
    public void dataLine(String text) {
        data(text + "\n");
    }

    /** Whether a write to stdout failed: the reader is gone or the disk is full. */
    public boolean isOutputBroken() {
        return streams.out().checkError();
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

    /** Says something that is odd but accepted, and needs no saying again within this command. */
    public void warningOnce(String text) {
        if (said.add(text)) {
            warning(text);
        }
    }

    /** Says something that is odd but accepted. */
    public void warning(String text) {
        isGrave = true;
        line("warning: " + text);
    }

    /** Says what went wrong. */
    public void error(String text) {
        isGrave = true;
        line("error: " + text);
    }

    /** Says what to do next. */
    public void hint(String text) {
        if (!isQuiet || isGrave) {
            line("hint: " + text);
        }
    }

    /** Writes lines of a plan or a table as they are. */
    public void lines(List<String> lines) {
        PrintStream err = streams.err();
        lines.forEach(err::println);
        err.flush();
    }

    /** Asks a question; anything but {@code y} or {@code yes} is no. Only where {@link #canAsk()}. */
    public boolean confirm(String question) {
        streams.err().print("kist: " + question + " [y/N] ");
        streams.err().flush();
        String answer = new InputLine(streams.in()).read().strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /** Asks for one of several answers, by number; 0 if none was chosen. Only where {@link #canAsk()}. */
    public int choose(String question, List<String> answers) {
        line(question);
        for (int i = 0; i < answers.size(); i++) {
            streams.err().println("  " + (i + 1) + ") " + answers.get(i));
        }
        streams.err().print("kist: number, or nothing to stop: ");
        streams.err().flush();
        String answer = new InputLine(streams.in()).read().strip();
        return answer.matches("[0-9]{1,4}") && Integer.parseInt(answer) <= answers.size()
                ? Integer.parseInt(answer)
                : 0;
    }

    /** Asks for a secret without showing what is typed. Only where {@link #canAsk()}. */
    public String askSecret(String prompt) {
        try (Echo echo = Echo.off()) {
            streams.err().print("kist: " + prompt + (echo.isOff() ? "" : " (it will be shown)") + ": ");
            streams.err().flush();
            String line = new InputLine(streams.in()).read();
            streams.err().println();
            return line;
        }
    }

    /** A progress bar; it shows itself on a terminal only. */
    public ProgressBar progress(String what) {
        return new ProgressBar(streams.isTerminalErr() ? streams.err() : null, what);
    }

    private void line(String text) {
        streams.err().println("kist: " + text);
        streams.err().flush();
    }
}
