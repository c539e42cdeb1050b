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
 */
public record Streams(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean isTerminalIn,
        boolean isTerminalOut,
        boolean isTerminalErr) {

    /** The process's own. */
    public static Streams ofProcess() {
        return new Streams(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal(0),
                isTerminal(1),
                isTerminal(2));
    }

    /** What kind of terminal it is, as {@code TERM} says; empty if it does not. */
    String type() {
        return Objects.requireNonNullElse(System.getenv("TERM"), "");
    }

    private static boolean isTerminal(int descriptor) {
        // The launcher knows by test -t; without it Linux tells by the name behind the descriptor.
        @Nullable String told = System.getProperty("kist.terminals");
        if (told != null) {
            return told.contains(String.valueOf(descriptor));
        }
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
