// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program as a child of Kist, where this Java cannot replace itself: same terminal, same streams, same process
 * group, signals passed on, exit code handed back.
 *
 * <p>Weaker than a replacement: descriptors above 2 that the caller handed over are closed, {@code SIGQUIT} is blocked
 * in the program, and if Kist is killed hard ({@code SIGKILL}) the program lives on.
 */
final class ChildProgram {
    private static final Pattern ERROR = Pattern.compile("error[=:] ?(\\d+)");

    private ChildProgram() {}

    /**
     * Runs the program to its end.
     *
     * @return its exit code, or 128+n after signal n
     */
    static int run(Program program, List<String> arguments, ProgramVariables variables) {
        refuseUnwritable(arguments, variables.addedValues());
        ProcessBuilder builder = new ProcessBuilder(command(program, arguments)).inheritIO();
        variables.applyTo(builder.environment());
        CompletableFuture<Process> child = new CompletableFuture<>();
        ChildSignals.passOnTo(child);
        try {
            Process process = builder.start();
            child.complete(process);
            return waitFor(process);
        } catch (IOException e) {
            throw failure(program, e);
        }
    }

    /** Java looks the name up as {@code execvp} does, in Kist's own PATH, so the program sees it as it was typed. */
    private static List<String> command(Program program, List<String> arguments) {
        String name = OperatingSystem.current() == OperatingSystem.WINDOWS
                ? program.file().toString()
                : program.name();
        return Stream.concat(Stream.of(name), arguments.stream()).toList();
    }

    private static int waitFor(Process process) {
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Java would write a question mark for each character that the locale lacks. */
    private static void refuseUnwritable(List<String> arguments, Collection<String> values) {
        if (OperatingSystem.current() == OperatingSystem.WINDOWS) {
            return;
        }
        Charset charset = charset();
        boolean isWritable = arguments.stream().allMatch(charset.newEncoder()::canEncode)
                && values.stream().allMatch(charset.newEncoder()::canEncode);
        if (!isWritable) {
            throw new ProgramStartException(
                    ProgramStartException.KIST_FAILED,
                    "this locale's character set, " + charset + ", lacks a character of a secret or an argument",
                    "set LC_ALL=C.UTF-8");
        }
    }

    /** What Java writes variables and arguments in. */
    private static Charset charset() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Runtime.version().feature() < 18 || !Charset.isSupported(name)
                ? Charset.defaultCharset()
                : Charset.forName(name);
    }

    private static ProgramStartException failure(Program program, IOException e) {
        Matcher error = ERROR.matcher(String.valueOf(e.getMessage()));
        if (error.find()) {
            return Replacement.failure(program, Integer.parseInt(error.group(1)), 0);
        }
        return new ProgramStartException(
                ProgramStartException.NOT_EXECUTABLE,
                "cannot start " + program.name() + ": the system does not permit it",
                Replacement.CHECK_PROGRAM);
    }
}
