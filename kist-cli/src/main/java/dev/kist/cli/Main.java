// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import dev.kist.cli.command.Invocation;
import dev.kist.cli.command.Typed;
import dev.kist.cli.run.QuitSignal;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;

/** The program {@code kist}. */
public final class Main {
    private Main() {}

    public static void main(String[] decoded) {
        // What fails in a thread of a driver's is no word to a user: what was asked of it fails, and that is said.
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {});
        TimeZone.setDefault(new UtcZone());
        Terminal terminal = new Terminal(Streams.ofProcess(), QuitSignal::ends);
        CommandContext context =
                new CommandContext(terminal, System.getenv(), Path.of("").toAbsolutePath());
        int code = execute(context, ProcessArguments.ofProcess(List.of(decoded)));
        int settled = terminal.settle(code);
        if (settled != ExitCode.DONE || !isLastThread()) {
            System.exit(settled);
        }
        // Returning ends the process as well. System.exit would first look through every jar for a log to write to.
    }

    /** Whether no other thread keeps the process alive, as a key service's library may have some. */
    private static boolean isLastThread() {
        Thread[] threads = new Thread[Thread.activeCount() + 1];
        int count = Thread.enumerate(threads);
        return Stream.of(threads)
                .limit(count)
                .allMatch(thread -> thread.isDaemon() || thread.equals(Thread.currentThread()));
    }

    /** Runs one command and returns its exit code. */
    static int execute(CommandContext context, String... typed) {
        return execute(context, Typed.of(typed));
    }

    private static int execute(CommandContext context, List<Typed> typed) {
        return new Invocation(Commands.all(), context, "kist " + version()).run(typed);
    }

    /** From the jar. */
    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "from the sources" : version;
    }
}
