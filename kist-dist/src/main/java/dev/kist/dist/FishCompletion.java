// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: the commands, and the options of each with what the help says of them. */
final class FishCompletion {
    private final StringBuilder text = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandSpec program) {
        FishCompletion completion = new FishCompletion();
        String names = names(program);
        completion.text.append(NameCompletion.FISH);
        completion.line("complete -c kist -f");
        completion.commands(program, "not __fish_seen_subcommand_from " + names);
        completion.options(program, "not __fish_seen_subcommand_from " + names);
        for (CommandSpec command : CommandTexts.commands(program)) {
            String seen = "__fish_seen_subcommand_from " + command.name();
            List<CommandSpec> below = CommandTexts.commands(command);
            if (below.isEmpty()) {
                completion.options(command, seen);
            } else {
                String deeper = names(command);
                completion.commands(command, seen + "; and not __fish_seen_subcommand_from " + deeper);
                below.forEach(
                        each -> completion.options(each, seen + "; and __fish_seen_subcommand_from " + each.name()));
            }
        }
        return completion.text.toString();
    }

    private static String names(CommandSpec spec) {
        return CommandTexts.commands(spec).stream().map(CommandSpec::name).collect(Collectors.joining(" "));
    }

    private void commands(CommandSpec parent, String condition) {
        for (CommandSpec command : CommandTexts.commands(parent)) {
            line("complete -c kist -n " + quote(condition) + " -a " + command.name() + " -d "
                    + quote(CommandTexts.description(command).get(0)));
        }
    }

    private static String names(NameCompletion kind) {
        return " -a '(__kist_names " + kind.name().toLowerCase(Locale.ROOT) + ")'";
    }

    private void options(CommandSpec command, String condition) {
        NameCompletion.ofOperands(command)
                .ifPresent(kind -> line("complete -c kist -n " + quote(condition) + " -f" + names(kind)));
        for (OptionSpec option : command.options()) {
            StringBuilder line = new StringBuilder("complete -c kist -n " + quote(condition));
            for (String name : option.names()) {
                line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                line.append(option.paramLabel().contains("FILE") ? " -r -F" : " -x");
                NameCompletion.of(option).ifPresent(kind -> line.append(names(kind)));
            }
            String says = CommandTexts.description(option);
            line(says.isEmpty() ? line.toString() : line + " -d " + quote(says));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quote(String words) {
        return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
