// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the model of the commands says of them, as completions and manual pages want it. */
public final class ModelTexts {
    private ModelTexts() {}

    /** The commands below {@code spec}, in their order. */
    public static List<CommandSpec> commands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .toList();
    }

    /** The names that a command answers to; the first is its own. */
    static Stream<String> names(CommandSpec spec) {
        return Stream.concat(Stream.of(spec.name()), Stream.of(spec.aliases()));
    }

    /** The values that an option or operand takes, where they are a few words. */
    static List<String> choices(ArgSpec argument) {
        List<String> choices = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(choices::add);
        }
        return choices;
    }

    /** The words of which the first operand is one; empty where it may be anything. */
    static List<String> operandChoices(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .limit(1)
                .flatMap(operand -> choices(operand).stream())
                .toList();
    }

    /** Whether a command's operands are files. */
    static boolean takesFiles(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .anyMatch(operand -> operand.paramLabel().contains("FILE"));
    }

    /** What the help says of a command, a paragraph each. */
    public static List<String> description(CommandSpec spec) {
        return List.of(spec.usageMessage().description()).stream()
                .map(ModelTexts::plain)
                .toList();
    }

    /** What the help says of an option, in one line. */
    public static String description(OptionSpec option) {
        return plain(String.join(" ", option.description()));
    }

    /** As the parser prints it. */
    public static String plain(String pattern) {
        return pattern.replace("%n", "\n").replace("%%", "%");
    }
}
