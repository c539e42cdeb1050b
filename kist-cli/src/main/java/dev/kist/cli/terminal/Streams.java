// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams, and which of them are a terminal.
 *
 * @param in standard input
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param isTerminalIn whether input is a terminal
 * @param isTerminalOut whether output is one
 * @param isTerminalErr whether error output is one
 * @param dataStyle how what goes to output looks
 * @param messageStyle how what goes to error output looks
 */
public record Streams(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean isTerminalIn,
        boolean isTerminalOut,
        boolean isTerminalErr,
        Style dataStyle,
        Style messageStyle) {
    private static final int FORMAT_OF_MODE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    /** Streams of which none is a terminal. */
    public static Streams withoutTerminal(InputStream in, PrintStream out, PrintStream err) {
        return new Streams(in, out, err, false, false, false, Style.PLAIN, Style.PLAIN);
    }

    /** The process's own. */
    public static Streams ofProcess() {
        return new Streams(
                isTakenByJava() ? InputStream.nullInputStream() : System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal(0),
                isTerminal(1),
                isTerminal(2),
                style(isTerminal(1)),
                style(isTerminal(2)));
    }

    private static Style style(boolean isTerminal) {
        return Style.of(isTerminal, variable("TERM"), variable("NO_COLOR"));
    }

    private static String variable(String name) {
        return Objects.requireNonNullElse(System.getenv(name), "");
    }

    /** What kind of terminal it is, as {@code TERM} says; empty if it does not. */
    String type() {
        return variable("TERM");
    }

    /**
     * Whether standard output has a reader at its other end: what fails to be written there has lost it, as with
     * {@code | head}.
     */
    boolean hasReader() {
        try {
            int mode = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & FORMAT_OF_MODE;
            return mode == PIPE || mode == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Where standard input was closed, the first file that Java opened for itself stands in its place. */
    private static boolean isTakenByJava() {
        return link(0).filter(
                        file -> file.endsWith(".jar") || file.startsWith(System.getProperty("java.home", "") + "/"))
                .isPresent();
    }

    private static boolean isTerminal(int descriptor) {
        // The launcher knows by test -t; without it Linux tells by the name behind the descriptor.
        @Nullable String told = System.getProperty("kist.terminals");
        if (told != null) {
            return told.contains(String.valueOf(descriptor));
        }
        return link(descriptor)
                .filter(name ->
                        name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console"))
                .isPresent();
    }

    private static Optional<String> link(int descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
