package dev.kist.cli;

import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import dev.kist.secret.InvalidInputException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/** The program {@code kist}. */
public final class Main {
    private Main() {}

    public static void main(String[] decoded) {
        Terminal terminal = new Terminal(Streams.ofProcess());
        int code;
        try {
            String[] arguments = Arguments.ofProcess(decoded);
            code = execute(
                    new CommandContext(terminal, System.getenv(), Path.of("").toAbsolutePath()), arguments);
        } catch (InvalidInputException e) {
            code = new FailureHandler(terminal).describe(e);
        }
        // A value that did not reach its reader whole must not look like success.
        if (terminal.isOutputBroken() && code == ExitCode.DONE) {
            terminal.error("the output could not be written");
            code = ExitCode.UNEXPECTED;
        }
        System.exit(code);
    }

    /** Runs one command and returns its exit code. */
    static int execute(CommandContext context, String... arguments) {
        Terminal terminal = context.terminal();
        FailureHandler failures = new FailureHandler(terminal);
        CommandLine commandLine = commandLine(context);
        return commandLine
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExitCodeExceptionMapper(FailureHandler.mapper())
                .setOut(writer(terminal.streams().out()))
                .setErr(writer(terminal.streams().err()))
                .execute(Operands.sort(commandLine, arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static CommandLine commandLine(CommandContext context) {
        CommandLine commandLine = new CommandLine(new KistCommand(), new ContextFactory(context))
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedOptionsArePositionalParams(true)
                .setAllowOptionsAsOptionParameters(true)
                .setUsageHelpWidth(80)
                .setUsageHelpAutoWidth(false);
        CommandSpec run =
                Objects.requireNonNull(commandLine.getSubcommands().get("run")).getCommandSpec();
        run.parser().unmatchedOptionsArePositionalParams(false).stopAtPositional(true);
        commandLine.getCommandSpec().parser().unmatchedOptionsArePositionalParams(false);
        return commandLine;
    }

    /** Makes commands, handing each the context that its constructor asks for. */
    private record ContextFactory(CommandContext context) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                        && constructor.getParameterTypes()[0] == CommandContext.class) {
                    return type.cast(constructor.newInstance(context));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
