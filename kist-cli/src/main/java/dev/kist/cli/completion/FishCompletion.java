// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.completion;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: the commands, and the options of each with what the help says of them. */
final class FishCompletion {
    /** Prints the command of the line by its own name; {@code %s} are options with a value, and the cases of commands. */
    private static final String COMMAND =
            """
            function __kist_command
              set -l words (commandline -opc)
              set -l command
              set -l isValue no
              for word in $words[2..-1]
                if test $isValue = yes
                  set isValue no
                  continue
                end
                switch $word
                  case --
                    break
                  case %s
                    set isValue yes
                  case '-*'
                  case '*'
                    switch "$command $word"
                      case ' secrets'
                        set command secrets
            %s        end
                end
              end
              test "$command" = secrets; and set command list
              echo $command
            end
            function __kist_in
              set -l command (__kist_command)
              test "$command" = "$argv"
            end
            function __kist_program
              set -l words (commandline -opc)
              set -l at (contains -i -- -- $words)
              or return
              test $at -eq (count $words)
              or set -l before (string escape -- $words[(math $at + 1)..-1])
              complete -C (string join ' ' -- $before (commandline -ct))
            end
            """;

    private final StringBuilder text = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandSpec program) {
        FishCompletion completion = new FishCompletion();
        completion.text.append(NameCompletion.FISH);
        String valued = program.options().stream()
                .filter(option -> option.arity().max() > 0)
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.joining(" "));
        completion.text.append(COMMAND.formatted(valued, cases(program)));
        completion.line("complete -c kist -f");
        completion.command(program, "__kist_in");
        completion.commands(program, "test (commandline -opc)[-1] = secrets");
        completion.line("complete -c kist -n '__kist_in run; and contains -- -- (commandline -opc)'"
                + " -x -a '(__kist_program)'");
        return completion.text.toString();
    }

    /** One for each command, with all names that it answers to; the word {@code secrets} may stand before it. */
    private static String cases(CommandSpec program) {
        StringBuilder cases = new StringBuilder();
        for (CommandSpec each : ModelTexts.commands(program)) {
            String words = ModelTexts.names(each)
                    .filter(name -> !name.equals("secrets"))
                    .map(name -> "' " + name + "' 'secrets " + name + "'")
                    .collect(Collectors.joining(" "));
            add(cases, words, each.name());
            for (CommandSpec below : ModelTexts.commands(each)) {
                String deeper = ModelTexts.names(below)
                        .map(name -> quote(each.name() + " " + name))
                        .collect(Collectors.joining(" "));
                add(cases, deeper, quote(each.name() + " " + below.name()));
            }
        }
        return cases.toString();
    }

    private static void add(StringBuilder cases, String words, String command) {
        cases.append("          case ").append(words).append('\n');
        cases.append("            set command ").append(command).append('\n');
    }

    /** What may follow {@code command}, and the commands below it. */
    private void command(CommandSpec command, String condition) {
        commands(command, condition);
        options(command, condition);
        List<CommandSpec> below = ModelTexts.commands(command);
        below.forEach(each -> command(each, condition + " " + each.name()));
    }

    private void commands(CommandSpec parent, String condition) {
        for (CommandSpec command : ModelTexts.commands(parent)) {
            String names = ModelTexts.names(command).collect(Collectors.joining(" "));
            line("complete -c kist -n " + quote(condition) + " -a " + quote(names) + " -d "
                    + quote(ModelTexts.description(command).get(0)));
        }
    }

    private static String names(NameCompletion kind) {
        return " -a '(__kist_names " + kind.name().toLowerCase(Locale.ROOT) + ")'";
    }

    private void options(CommandSpec command, String condition) {
        NameCompletion.ofOperands(command)
                .ifPresent(kind -> line("complete -c kist -n " + quote(condition) + " -f" + names(kind)));
        List<String> operands = ModelTexts.operandChoices(command);
        if (!operands.isEmpty()) {
            line("complete -c kist -n " + quote(condition) + " -f -a " + quote(String.join(" ", operands)));
        }
        if (ModelTexts.takesFiles(command)) {
            line("complete -c kist -n " + quote(condition) + " -F");
        }
        for (OptionSpec option : command.options()) {
            StringBuilder line = new StringBuilder("complete -c kist -n " + quote(condition));
            for (String name : option.names()) {
                line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                line.append(option.paramLabel().contains("FILE") ? " -r -F" : " -x");
                NameCompletion.of(option)
                        .ifPresent(kind ->
                                line.append(kind == NameCompletion.SECRET ? " -a '(__kist_several)'" : names(kind)));
                String choices = String.join(" ", ModelTexts.choices(option));
                line.append(choices.isEmpty() ? "" : " -a " + quote(choices));
            }
            String says = ModelTexts.description(option);
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
