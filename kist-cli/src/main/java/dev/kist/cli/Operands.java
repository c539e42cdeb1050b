package dev.kist.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Sorts arguments so that a parser cannot mistake an operand for an option: options first, each joined with its parameter,
 * then {@code --}, then the operands. An argument that is none of the command's options is an operand, even when it
 * begins with {@code -}; nothing behind {@code --} is an option.
 */
final class Operands {
    private static final String END_OF_OPTIONS = "--";

    private final List<String> sorted = new ArrayList<>();
    private final List<String> operands = new ArrayList<>();

    private Operands() {}

    /** {@code arguments} in the order described; those of {@code run} stay as they are. */
    static String[] sort(CommandLine top, String[] arguments) {
        return new Operands().sort(top, List.of(arguments));
    }

    private String[] sort(CommandLine top, List<String> arguments) {
        CommandLine command = top;
        int i = 0;
        while (i < arguments.size()) {
            String argument = arguments.get(i++);
            CommandLine subcommand =
                    operands.isEmpty() ? command.getSubcommands().get(argument) : null;
            if (subcommand != null) {
                sorted.add(argument);
                command = subcommand;
                if (argument.equals("run")) {
                    sorted.addAll(arguments.subList(i, arguments.size()));
                    return sorted.toArray(String[]::new);
                }
            } else if (argument.equals(END_OF_OPTIONS)) {
                operands.addAll(arguments.subList(i, arguments.size()));
                i = arguments.size();
            } else {
                i = option(command, argument, arguments, i);
            }
        }
        if (!operands.isEmpty()) {
            sorted.add(END_OF_OPTIONS);
            sorted.addAll(operands);
        }
        return sorted.toArray(String[]::new);
    }

    private int option(CommandLine command, String argument, List<String> arguments, int next) {
        OptionSpec option = command.getCommandSpec().findOption(argument);
        int separator = argument.indexOf('=');
        if (option == null && separator > 0 && argument.startsWith("-")) {
            OptionSpec joined = command.getCommandSpec().findOption(argument.substring(0, separator));
            (joined == null ? operands : sorted).add(argument);
        } else if (option == null || !argument.startsWith("-")) {
            operands.add(argument);
        } else if (option.arity().max() > 0 && next < arguments.size()) {
            sorted.add(argument + "=" + arguments.get(next));
            return next + 1;
        } else {
            sorted.add(argument);
        }
        return next;
    }
}
