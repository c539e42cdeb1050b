// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.InvalidInputException;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/**
 * Reads a secret from a terminal without showing it. What is pasted is taken with all its lines, where the terminal tells a
 * paste from typing (bracketed paste); where it does not, and more than one line arrives, nothing is taken and no line of it
 * is left for the shell. A line has no greatest length.
 */
final class SecretPrompt {
    private static final String PASTE_ON = "\033[?2004h";
    private static final String PASTE_OFF = "\033[?2004l";

    static final String TYPED_BEFORE = "what was typed before the question is not taken";

    /** A terminal without abilities; JLine would not ask its own kind of one for anything. */
    private static final String PLAIN = "kist-plain";

    /** What JLine would print of terminals that it does not know. Kept, so that the level stays. */
    private static final Logger LOGGER = Logger.getLogger("org.jline");

    private final PrintStream err;
    private final SpareInput spare;
    private final boolean isPlain;
    private final String otherWays;
    private final Consumer<String> warning;

    /**
     * At a terminal.
     *
     * @param otherWays how the command that asks takes it without a terminal, for its hints
     * @param warning is told what was not taken
     */
    SecretPrompt(Streams streams, String otherWays, Consumer<String> warning) {
        LOGGER.setLevel(Level.OFF);
        this.err = streams.err();
        this.spare = new SpareInput(streams.in());
        this.otherWays = otherWays;
        this.warning = warning;
        String type = streams.type();
        this.isPlain = type.isEmpty() || type.startsWith(Terminal.TYPE_DUMB);
    }

    /**
     * Asks.
     *
     * @throws InvalidInputException if the terminal cannot hide what is typed, or hands over several lines as typed
     * @throws InterruptedPromptException if the answer is Ctrl-C
     */
    String ask(String prompt) {
        TerminalBuilder builder = TerminalBuilder.builder();
        AtomicBoolean isInterrupted = new AtomicBoolean();
        try (Terminal terminal = (isPlain ? builder.type(PLAIN) : builder)
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                .provider("exec")
                .dumb(false)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            Thread asking = Thread.currentThread();
            // Java would end at once, and the terminal be left as it happens to be.
            terminal.handle(Terminal.Signal.INT, signal -> {
                isInterrupted.set(true);
                asking.interrupt();
            });
            try {
                return askAt(terminal, prompt);
            } finally {
                terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
                // What sets the terminal right could not be waited for.
                isInterrupted.compareAndSet(false, Thread.interrupted());
            }
        } catch (EndOfFileException e) {
            return "";
        } catch (IOException | IOError | IllegalStateException e) {
            if (isInterrupted.get()) {
                throw new InterruptedPromptException(ExitCode.INTERRUPTED);
            }
            throw new InvalidInputException("this terminal cannot hide what is typed", otherWays);
        }
    }

    private String askAt(Terminal terminal, String prompt) throws IOException {
        // Until the end: a line that arrives late must meet no shell and no echo.
        terminal.enterRawMode();
        keepQuit(terminal);
        if (spare.discardReadable()) {
            warning.accept(TYPED_BEFORE);
        }
        HiddenLine line = new HiddenLine(terminal, () -> begin(prompt));
        Thread off = new Thread(
                () -> {
                    write(PASTE_OFF);
                    line.cleanup();
                },
                "kist-paste");
        if (!isPlain) {
            Runtime.getRuntime().addShutdownHook(off);
        }
        try {
            return checked(line.readLine(), terminal);
        } catch (UserInterruptException e) {
            throw new InterruptedPromptException(line.isQuit ? ExitCode.QUIT : ExitCode.INTERRUPTED);
        } finally {
            if (!isPlain) {
                Runtime.getRuntime().removeShutdownHook(off);
                write(PASTE_OFF);
            }
            err.println();
        }
    }

    private void begin(String prompt) {
        write((isPlain ? "" : PASTE_ON) + "kist: " + prompt + ": ");
    }

    /** Ctrl-\ is read like a letter: the signal would make Java print its threads, and leave the terminal as it is. */
    private static void keepQuit(Terminal terminal) {
        Attributes attributes = terminal.getAttributes();
        attributes.setControlChar(Attributes.ControlChar.VQUIT, 0);
        terminal.setAttributes(attributes);
    }

    private void write(String text) {
        err.print(text);
        err.flush();
    }

    private String checked(String text, Terminal terminal) throws IOException {
        if (isFollowed(terminal)) {
            throw new InvalidInputException(
                    "several lines arrived, and this terminal does not tell a paste from typing: nothing was taken",
                    otherWays);
        }
        if (text.indexOf('\uFFFD') >= 0) {
            throw new InvalidInputException("what was typed is not UTF-8", "check the terminal's encoding");
        }
        return text;
    }

    /** Takes away what is still arriving; whether it was more than line ends. */
    private static boolean isFollowed(Terminal terminal) throws IOException {
        boolean isMore = false;
        for (int c = terminal.reader().read(SpareInput.SILENCE);
                c >= 0;
                c = terminal.reader().read(SpareInput.SILENCE)) {
            isMore |= c != '\n' && c != '\r';
        }
        return isMore;
    }

    /** A line editor that shows nothing, remembers nothing and expands nothing. */
    private static final class HiddenLine extends LineReaderImpl {
        private static final String QUIT = "kist-quit";

        private final Runnable begin;
        private boolean isBegun;
        private boolean isQuit;

        /** {@code begin} is called as soon as a line can be typed. */
        HiddenLine(Terminal terminal, Runnable begin) throws IOException {
            super(terminal, "kist");
            this.begin = begin;
            widgets.put(QUIT, this::endAsByQuit);
            setVariable(LineReader.DISABLE_HISTORY, true);
            unsetOpt(Option.BRACKETED_PASTE);
            setOpt(Option.DISABLE_EVENT_EXPANSION);
            setOpt(Option.DISABLE_UNDO);
            unsetOpt(Option.AUTO_FRESH_LINE);
            getKeyMaps().put(LineReader.MAIN, keys(terminal));
        }

        private static KeyMap<Binding> keys(Terminal terminal) {
            KeyMap<Binding> keys = new KeyMap<>();
            keys.setUnicode(new Reference(LineReader.SELF_INSERT));
            keys.bind(new Reference(LineReader.SELF_INSERT), KeyMap.range("\t-~"));
            bind(keys, LineReader.ACCEPT_LINE, "\r", "\n");
            bind(keys, QUIT, KeyMap.ctrl('\\'));
            bind(keys, LineReader.BEGIN_PASTE, BRACKETED_PASTE_BEGIN);
            bind(keys, LineReader.BACKWARD_DELETE_CHAR, KeyMap.del(), KeyMap.ctrl('H'));
            bind(keys, LineReader.KILL_WHOLE_LINE, KeyMap.ctrl('U'));
            bind(keys, LineReader.BACKWARD_KILL_WORD, KeyMap.ctrl('W'));
            bind(keys, LineReader.BEGINNING_OF_LINE, KeyMap.ctrl('A'), "\033[H", "\033OH", "\033[1~");
            bind(keys, LineReader.END_OF_LINE, KeyMap.ctrl('E'), "\033[F", "\033OF", "\033[4~");
            bind(keys, LineReader.BACKWARD_CHAR, "\033[D", "\033OD", KeyMap.key(terminal, Capability.key_left));
            bind(keys, LineReader.FORWARD_CHAR, "\033[C", "\033OC", KeyMap.key(terminal, Capability.key_right));
            bind(keys, LineReader.DELETE_CHAR, KeyMap.ctrl('D'), "\033[3~");
            bind(keys, LineReader.REDISPLAY, "\033[A", "\033OA", "\033[B", "\033OB", "\033", KeyMap.ctrl('L'));
            return keys;
        }

        private static void bind(KeyMap<Binding> keys, String widget, String... sequences) {
            for (String sequence : sequences) {
                if (sequence != null) {
                    keys.bind(new Reference(widget), sequence);
                }
            }
        }

        private boolean endAsByQuit() {
            isQuit = true;
            state = State.INTERRUPT;
            return true;
        }

        /** A line end is one, however the terminal writes it. */
        @Override
        public boolean beginPaste() {
            buf.write(
                    doReadStringUntil(BRACKETED_PASTE_END).replace("\r\n", "\n").replace('\r', '\n'));
            return true;
        }

        @Override
        protected boolean acceptLine() {
            state = State.DONE;
            return true;
        }

        /** Nothing of the line is shown. By the first time, signals are handled here. */
        @Override
        protected void redisplay(boolean flush) {
            if (!isBegun) {
                isBegun = true;
                begin.run();
            }
        }

        @Override
        protected void cleanup() {
            terminal.puts(Capability.keypad_local);
            terminal.flush();
        }
    }
}
