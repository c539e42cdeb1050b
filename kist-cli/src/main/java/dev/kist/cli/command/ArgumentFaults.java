// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.command;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.cli.options.Arguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what the parser found wrong, without the arguments themselves: one of them may be a value. */
final class ArgumentFaults {
    private ArgumentFaults() {}

    /** What is wrong, and what to do. */
    static KistException explain(ParameterException e, List<Typed> operands, String name, String example) {
        String help = name + " --help";
        if (e instanceof MissingParameterException missing) {
            List<String> labels = new ArrayList<>();
            missing.getMissing().forEach(argument -> labels.add(labelOf(argument)));
            return fault(
                    String.join(" and ", labels) + (labels.size() == 1 ? " is missing" : " are missing"),
                    "for example: " + example + "; see " + help);
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            int count = unmatched.getUnmatched().size();
            String first = operands.size() < count
                    ? "an argument"
                    : operands.get(operands.size() - count).toString();
            CommandSpec spec = unmatched.getCommandLine().getCommandSpec();
            return fault(
                    first + (count == 1 ? " is one too many" : " and those behind it are too many"),
                    whereElse(spec) + "see " + help);
        }
        @Nullable ArgSpec argument = e.getArgSpec();
        if (argument == null) {
            return fault("they cannot be read", help);
        }
        if (e.getCause() instanceof KistException cause) {
            return fault(
                    named(argument, String.valueOf(cause.getMessage())),
                    cause.hint().orElse(help));
        }
        return fault(labelOf(argument) + " is not as expected", help);
    }

    /** What could be meant by an argument that has no place. */
    private static String whereElse(CommandSpec spec) {
        if (TypedLine.takesValue(spec)) {
            return "put quotes around a value that holds blanks; ";
        }
        return spec.optionsMap().containsKey("--output") ? "-o FILE writes to a file, -e names an environment; " : "";
    }

    /** The message with the option before it, unless it says which one by itself. */
    private static String named(ArgSpec argument, String message) {
        String name = Description.nameOf(argument) + ": ";
        return argument instanceof OptionSpec && !message.startsWith(name) ? name + message : message;
    }

    /** Checks what the parser left unread. */
    static void check(Arguments arguments, String name) {
        try {
            arguments.check();
        } catch (InvalidInputException e) {
            throw fault(String.valueOf(e.getMessage()), e.hint().orElse(name + " --help"));
        }
    }

    private static InvalidInputException fault(String what, String hint) {
        return new InvalidInputException("wrong arguments: " + what, hint);
    }

    /** As the help has it: {@code --to N}, {@code KEY}. */
    private static String labelOf(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
