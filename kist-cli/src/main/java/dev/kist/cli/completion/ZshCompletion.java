// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for zsh: the commands, and the options of each with what the help says of them. */
final class ZshCompletion {
    private final StringBuilder text = new StringBuilder();

    private ZshCompletion() {}

    static String of(CommandSpec program) {
        ZshCompletion completion = new ZshCompletion();
        completion.line("#compdef kist");
        completion.text.append(NameCompletion.ZSH);
        completion.function("_kist", program);
        // Found by zsh in a folder of completions, or read by "source".
        completion.line("if [ \"$funcstack[1]\" = _kist ]; then");
        completion.line("  _kist \"$@\"");
        completion.line("else");
        completion.line("  compdef _kist kist");
        completion.line("fi");
        return completion.text.toString();
    }

    private void function(String name, CommandSpec command) {
        List<CommandSpec> below = ModelTexts.commands(command);
        for (CommandSpec each : below) {
            function(name + "_" + each.name(), each);
        }
        line(name + "() {");
        if (!below.isEmpty()) {
            line("  local curcontext=$curcontext state line");
            // Not "commands", in which zsh itself keeps those of the system.
            line("  local -a known=(");
            for (CommandSpec each : below) {
                String says = ModelTexts.description(each).get(0);
                ModelTexts.names(each).forEach(other -> line("    " + quote(other + ":" + says)));
            }
            line("  )");
        }
        if (command.parent() == null) {
            // What _arguments leaves of the line does not hold the options before a command.
            line("  local -a typed=(\"${words[@]}\")");
        }
        if (command.name().equals("run")) {
            line("  local end=${words[(ie)--]}");
            line("  if (( end < CURRENT )); then");
            line("    shift $end words");
            line("    (( CURRENT -= end ))");
            line("    _normal");
            line("    return");
            line("  fi");
        }
        // Where commands follow, no option is looked for behind the first word: what is there is the command's own.
        line("  _arguments -s -S" + (below.isEmpty() ? "" : " -C -A '-*'") + " \\");
        for (OptionSpec option : command.options()) {
            option(option);
        }
        if (command.name().equals("run")) {
            line("    '*:: :_normal'");
        } else if (!ModelTexts.operandChoices(command).isEmpty()) {
            line("    '1: :(" + String.join(" ", ModelTexts.operandChoices(command)) + ")'");
        } else if (below.isEmpty()) {
            line("    '*: :"
                    + NameCompletion.ofOperands(command)
                            .map(ZshCompletion::names)
                            .orElse("_files") + "'");
        } else {
            line("    '1: :->command' '*:: :->arguments'");
            line("  case $state in");
            line("    command) _describe command known ;;");
            line("    arguments)");
            if (command.parent() == null) {
                secretsBefore();
                helpBefore();
            }
            line("      case $line[1] in");
            below.forEach(each -> line("        "
                    + ModelTexts.names(each).collect(Collectors.joining("|")) + ") " + name + "_" + each.name()
                    + " ;;"));
            line("      esac");
            line("      ;;");
            line("  esac");
        }
        line("}");
    }

    /** The word {@code secrets} may stand before another command. */
    private void secretsBefore() {
        line("      if [[ $line[1] == secrets && $CURRENT -gt 2 && -n ${known[(r)$words[2]:*]} ]]; then");
        line("        shift words");
        line("        (( CURRENT-- ))");
        line("        line[1]=$words[1]");
        line("      elif [[ $line[1] == secrets && $CURRENT -eq 2 ]]; then");
        line("        _describe command known");
        line("      fi");
    }

    /** Behind the word {@code help} stands what may stand behind the program's name. */
    private void helpBefore() {
        line("      if [[ $line[1] == help ]]; then");
        line("        _kist");
        line("        return");
        line("      fi");
    }

    private void option(OptionSpec option) {
        String others = "(" + String.join(" ", option.names()) + ")";
        String says = ModelTexts.description(option).replaceAll("([\\[\\]:\\\\])", "\\\\$1");
        String value = "";
        if (option.arity().max() > 0) {
            value = ":" + option.paramLabel() + ":"
                    + NameCompletion.of(option).map(ZshCompletion::ofOption).orElseGet(() -> others(option));
        }
        for (String name : option.names()) {
            // The value behind = or in the next word.
            String form = name.startsWith("--") && option.arity().min() > 0 ? name + "=" : name;
            line("    " + quote(others + form + "[" + says + "]" + value) + " \\");
        }
    }

    private static String others(OptionSpec option) {
        List<String> choices = ModelTexts.choices(option);
        if (!choices.isEmpty()) {
            return "(" + String.join(" ", choices) + ")";
        }
        return option.paramLabel().contains("FILE") ? "_files" : " ";
    }

    private static String ofOption(NameCompletion names) {
        return names == NameCompletion.SECRET ? "_kist_several" : names(names);
    }

    private static String names(NameCompletion names) {
        return names == NameCompletion.SECRET ? "_kist_secrets" : "_kist_environments";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quote(String words) {
        return "'" + words.replace("'", "'\\''") + "'";
    }
}
