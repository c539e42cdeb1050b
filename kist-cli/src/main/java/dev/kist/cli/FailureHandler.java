package dev.kist.cli;

import dev.kist.KistException;
import dev.kist.Printable;
import dev.kist.Suggestions;
import dev.kist.cli.run.ProgramStartException;
import dev.kist.cli.run.RunCommand;
import dev.kist.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into words and an exit code, in one place. A stack trace is printed with {@code --debug} only. */
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Terminal terminal;

    FailureHandler(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        int code = describe(e);
        if (KistCommand.isDebug(command)) {
            e.printStackTrace(terminal.streams().err());
        }
        return command.getCommand() instanceof RunCommand ? runCode(e) : code;
    }

    /** What {@code run} exits with when the program was not started. */
    private static int runCode(Exception e) {
        return e instanceof ProgramStartException start ? start.exitCode() : ProgramStartException.KIST_FAILED;
    }

    /** Says what went wrong and gives the exit code for it. */
    int describe(Exception e) {
        if (e instanceof KistException known) {
            terminal.error(String.valueOf(known.getMessage()));
            known.hint().filter(hint -> !hint.isEmpty()).ifPresent(terminal::hint);
            return ExitCode.of(known);
        }
        if (e instanceof ProgramStartException start) {
            terminal.error(String.valueOf(start.getMessage()));
            start.hint().ifPresent(terminal::hint);
            return start.exitCode();
        }
        // The message of an unforeseen exception could hold anything; its class cannot.
        terminal.error("unexpected: " + e.getClass().getName());
        terminal.hint("run the command again with --debug and report what it prints");
        return ExitCode.UNEXPECTED;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        terminal.error(message(e));
        terminal.hint(command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommand() instanceof RunCommand ? ProgramStartException.KIST_FAILED : ExitCode.INVALID_INPUT;
    }

    /** What is wrong with the arguments, without the arguments themselves: one of them may be a value. */
    private static String message(ParameterException e) {
        if (e instanceof MissingParameterException missing) {
            List<String> labels = new ArrayList<>();
            missing.getMissing().forEach(argument -> labels.add(nameOf(argument)));
            return "wrong arguments: " + String.join(", ", labels) + " is missing";
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            return "wrong arguments: " + unmatched(unmatched);
        }
        if (e.getCommandLine().getParent() == null) {
            return "wrong arguments: no command is given";
        }
        if (e.getArgSpec() != null) {
            return "wrong arguments: " + nameOf(e.getArgSpec()) + " is not as expected";
        }
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        return "wrong arguments" + (commands.isEmpty() ? "" : ": say one of " + String.join(", ", commands));
    }

    /** As the help has it: {@code --to N}, {@code KEY}. */
    private static String nameOf(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String unmatched(UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String first = e.getUnmatched().isEmpty() ? "" : e.getUnmatched().get(0);
        if (command.getParent() == null) {
            return "there is no command " + Printable.quote(first);
        }
        // What is too many may be a value; the name of an option that it resembles is none.
        List<String> near = first.startsWith("--")
                ? Suggestions.near(first, command.getCommandSpec().optionsMap().keySet())
                : List.of();
        return e.getUnmatched().size() + " too many" + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?");
    }

    static IExitCodeExceptionMapper mapper() {
        return e -> ExitCode.UNEXPECTED;
    }
}
