package dev.kist.cli;

import dev.kist.InvalidInputException;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.Streams;
import dev.kist.cli.terminal.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

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
    static int execute(CommandContext context, String... typed) {
        String[] arguments = withHelpAsOption(typed);
        Terminal terminal = context.terminal();
        FailureHandler failures = new FailureHandler(terminal);
        CommandLine commandLine = Commands.parser(context, arguments);
        return commandLine
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExitCodeExceptionMapper(FailureHandler.mapper())
                .setOut(writer(terminal.streams().out()))
                .setErr(writer(terminal.streams().err()))
                .execute(Operands.sort(commandLine, arguments));
    }

    /** {@code help set} is {@code set --help}. */
    private static String[] withHelpAsOption(String[] typed) {
        if (typed.length == 0 || !typed[0].equals("help")) {
            return typed;
        }
        String[] arguments = Arrays.copyOfRange(typed, 1, typed.length + 1);
        arguments[typed.length - 1] = "--help";
        return arguments;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
