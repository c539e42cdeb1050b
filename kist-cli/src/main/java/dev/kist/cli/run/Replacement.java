// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program in Kist's place: {@code execve} gives it this process, with its id, its terminal and its working folder,
 * and nothing of the Java runtime stays behind.
 *
 * <p>Signals are as Kist inherited them. On Linux that is exact for blocked signals; whether a signal was ignored
 * that Java handles for itself ({@code SIGPIPE}, {@code SIGQUIT}, {@code SIGUSR2}, {@code SIGXFSZ}) only the launcher
 * can tell. On macOS {@code SIGQUIT} is unblocked, and the rest is as Java left it.
 */
final class Replacement {
    static final String CHECK_PROGRAM = "see whether it starts by itself, without Kist";

    private static final int ENOENT = 2;
    private static final int E2BIG = 7;
    private static final int ENOEXEC = 8;
    private static final int ENOMEM = 12;
    private static final int EACCES = 13;
    private static final int ETXTBSY = 26;

    private static final long SIG_IGN = 1;
    private static final int LAST_SIGNAL = 64;
    private static final long SIGQUIT_ON_MAC = 1 << 2;
    private static final int SIGNAL_SET_BYTES = 128;
    private static final byte[] SHELL = "/bin/sh".getBytes(UTF_8);

    private final ForeignFunctions functions;
    private final ForeignFunctions.Function execve;
    private final ForeignFunctions.Function ioctl;
    private final ForeignFunctions.Function signal;
    private final ForeignFunctions.Function sigmask;

    private Replacement(ForeignFunctions functions) {
        this.functions = functions;
        execve = functions.function("execve");
        ioctl = functions.function("ioctl");
        signal = functions.function("signal");
        sigmask = functions.function("pthread_sigmask");
    }

    /** Empty where it cannot be done: then the program has to be a child. */
    static Optional<Replacement> find() {
        return ForeignFunctions.find().map(Replacement::new);
    }

    /**
     * Replaces this process. Returns only by exception.
     *
     * @param arguments the name as typed, then the arguments
     * @param kept the descriptors that stay open; every other above 2 is closed in the program
     * @throws ProgramStartException 126 or 127 if the system refuses
     */
    void replace(Program program, List<byte[]> arguments, List<byte[]> variables, InheritedDescriptors kept) {
        byte[] file = program.file().toString().getBytes(fileNames());
        CStrings path = CStrings.of(functions, List.of(file));
        CStrings argv = CStrings.of(functions, arguments);
        CStrings envp = CStrings.of(functions, variables);
        CStrings shell = CStrings.of(functions, shellArguments(file, arguments));
        restoreSignals();
        closeInProgram(kept);
        execve.call(path.first(), argv.address(), envp.address());
        int error = functions.errno();
        if (error == ENOEXEC && isText(program.file())) {
            execve.call(shell.first(), shell.address(), envp.address());
            error = functions.errno();
        }
        throw failure(program, error, argv.size() + (long) envp.size());
    }

    static ProgramStartException failure(Program program, int error, long bytes) {
        String why =
                switch (error) {
                    case ENOENT -> "the interpreter that it names on its first line, or its loader, is missing";
                    case E2BIG ->
                        "its arguments and variables are more than the system allows"
                                + (bytes > 0 ? ", about " + bytes / 1024 + " KiB together" : "");
                    case ENOEXEC -> "it is not a program for this system";
                    case EACCES -> "the system does not permit it";
                    case ENOMEM -> "there is not enough memory";
                    case ETXTBSY -> "it is open for writing";
                    default -> "error " + error + " of the system";
                };
        boolean isGone = error == ENOENT && !Files.exists(program.file());
        return new ProgramStartException(
                isGone ? ProgramStartException.NOT_FOUND : ProgramStartException.NOT_EXECUTABLE,
                "cannot start " + program.name() + ": " + (isGone ? "it is no longer there" : why),
                error == E2BIG ? "--only A,B hands over fewer secrets" : CHECK_PROGRAM);
    }

    private void closeInProgram(InheritedDescriptors kept) {
        boolean hasBsdNumber = OperatingSystem.current() == OperatingSystem.MAC
                || System.getProperty("os.arch", "").startsWith("ppc");
        long closeOnExec = hasBsdNumber ? 0x20006601L : 0x5451L;
        for (int descriptor : kept.own()) {
            ioctl.call(descriptor, closeOnExec, 0);
        }
    }

    private void restoreSignals() {
        long ignored = InheritedSignals.ignored();
        for (int number = 1; number <= LAST_SIGNAL; number++) {
            if (InheritedSignals.contains(ignored, number)) {
                signal.call(number, SIG_IGN, 0);
            }
        }
        ForeignFunctions.Memory set = functions.allocate(SIGNAL_SET_BYTES);
        Optional<Long> blocked = InheritedSignals.blocked();
        if (blocked.isPresent()) {
            // SIG_SETMASK of Linux.
            set.buffer().putLong(0, blocked.get());
            sigmask.call(2, set.address(), 0);
        } else if (OperatingSystem.current() == OperatingSystem.MAC) {
            // SIG_UNBLOCK of macOS.
            set.buffer().putLong(0, SIGQUIT_ON_MAC);
            sigmask.call(2, set.address(), 0);
        }
    }

    /** A script without a first line that names its interpreter is the shell's, as with {@code execvp}. */
    private static List<byte[]> shellArguments(byte[] file, List<byte[]> arguments) {
        List<byte[]> all = new ArrayList<>(List.of(SHELL, file));
        all.addAll(arguments.subList(1, arguments.size()));
        return all;
    }

    /** Shells take a file for a program of another system if there is a NUL in its first line. */
    private static boolean isText(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(128)) {
                if (b == 0) {
                    return false;
                }
                if (b == '\n') {
                    break;
                }
            }
            return true;
        } catch (IOException notReadable) {
            return true;
        }
    }

    /** How Java's paths are written as bytes. */
    private static Charset fileNames() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : UTF_8;
    }
}
