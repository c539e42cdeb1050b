// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.util.List;
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
        completion.line("_kist \"$@\"");
        return completion.text.toString();
    }

    private void function(String name, CommandSpec command) {
        List<CommandSpec> below = CommandTexts.commands(command);
        for (CommandSpec each : below) {
            function(name + "_" + each.name(), each);
        }
        line(name + "() {");
        if (!below.isEmpty()) {
            line("  local curcontext=$curcontext state line");
            line("  local -a commands=(");
            below.forEach(each -> line("    "
                    + quote(each.name() + ":" + CommandTexts.description(each).get(0))));
            line("  )");
        }
        line("  _arguments -s" + (below.isEmpty() ? "" : " -C") + " \\");
        for (OptionSpec option : command.options()) {
            option(option);
        }
        if (below.isEmpty()) {
            line("    '*: :"
                    + NameCompletion.ofOperands(command)
                            .map(ZshCompletion::names)
                            .orElse("_files") + "'");
        } else {
            line("    '1: :->command' '*:: :->arguments'");
            line("  case $state in");
            line("    command) _describe command commands ;;");
            line("    arguments)");
            line("      case $line[1] in");
            below.forEach(each -> line("        " + each.name() + ") " + name + "_" + each.name() + " ;;"));
            line("      esac");
            line("      ;;");
            line("  esac");
        }
        line("}");
    }

    private void option(OptionSpec option) {
        String others = "(" + String.join(" ", option.names()) + ")";
        String says = CommandTexts.description(option).replaceAll("([\\[\\]:\\\\])", "\\\\$1");
        String value = "";
        if (option.arity().max() > 0) {
            value = ":" + option.paramLabel() + ":"
                    + NameCompletion.of(option)
                            .map(ZshCompletion::names)
                            .orElse(option.paramLabel().contains("FILE") ? "_files" : " ");
        }
        for (String name : option.names()) {
            line("    " + quote(others + name + "[" + says + "]" + value) + " \\");
        }
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
