package dev.kist.cli;

import dev.kist.cli.command.Invocation;
import dev.kist.cli.command.Typed;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;

/** The program {@code kist}. */
public final class Main {
    private Main() {}

    public static void main(String[] decoded) {
        Terminal terminal = new Terminal(Streams.ofProcess());
        CommandContext context =
                new CommandContext(terminal, System.getenv(), Path.of("").toAbsolutePath());
        int code = execute(context, Arguments.ofProcess(List.of(decoded)));
        System.exit(terminal.settle(code));
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
