// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import dev.kist.cli.completion.ModelTexts;
import dev.kist.cli.terminal.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page of the manual, in the macros of man(7).
 *
 * @param name without the section: {@code kist-get}
 */
record ManPage(String name, String text) {
    private static final String EXIT_CODES_OF_RUN =
            "\\fBrun\\fR returns the program's own code, 128+n after signal n, 126 not"
                    + " executable, 127 not found, 125 when Kist fails before the start.";

    /** The program's page, and one for each command. */
    static List<ManPage> all(CommandSpec program, String version) {
        List<ManPage> pages = new ArrayList<>();
        pages.add(page(program, program.name(), version, List.of()));
        add(pages, program, program.name(), version, program.options());
        return pages;
    }

    private static void add(
            List<ManPage> pages, CommandSpec parent, String words, String version, List<OptionSpec> ofAll) {
        for (CommandSpec command : ModelTexts.commands(parent)) {
            pages.add(page(command, words + " " + command.name(), version, ofAll));
            add(pages, command, words + " " + command.name(), version, ofAll);
        }
    }

    private static ManPage page(CommandSpec command, String words, String version, List<OptionSpec> ofAll) {
        List<CommandSpec> below = ModelTexts.commands(command);
        List<String> says = ofAll.isEmpty()
                ? List.of("Secrets for teams that already run MongoDB.")
                : ModelTexts.description(command);
        String name = words.replace(' ', '-');
        Writer out = new Writer();
        out.macro("TH", name.toUpperCase(Locale.ROOT), "1", "", "Kist " + version, "Kist Manual");
        out.macro("SH", "NAME");
        out.line(name.replace("-", "\\-") + " \\- " + escape(says.get(0)));
        out.macro("SH", "SYNOPSIS");
        for (String synopsis : synopses(command, below)) {
            out.line("\\fB" + escape(words) + "\\fR " + synopsis);
            out.macro("br");
        }
        out.macro("SH", "DESCRIPTION");
        for (String paragraph : says) {
            out.macro("PP");
            out.line(escape(paragraph));
        }
        if (!below.isEmpty()) {
            out.macro("SH", "COMMANDS");
            below.forEach(each -> out.entry(
                    "\\fB" + escape(words + " " + each.name()) + "\\fR",
                    escape(ModelTexts.description(each).get(0)) + " See \\fB" + escape(name + "-" + each.name())
                            + "\\fR(1)."));
        }
        arguments(out, command, ofAll);
        examples(out, command);
        out.macro("SH", "EXIT STATUS");
        out.line(ExitCode.IN_WORDS + " " + EXIT_CODES_OF_RUN);
        if (ofAll.isEmpty()) {
            Surroundings.all().forEach((heading, entries) -> {
                out.macro("SH", heading);
                entries.forEach((what, text) -> out.entry("\\fB" + escape(what) + "\\fR", escape(text)));
            });
        }
        out.macro("SH", "SEE ALSO");
        out.line(ofAll.isEmpty() ? "\\fBkist\\-get\\fR(1), \\fBkist\\-run\\fR(1)" : "\\fBkist\\fR(1)");
        return new ManPage(name, out.text.toString());
    }

    private static List<String> synopses(CommandSpec command, List<CommandSpec> below) {
        if (!below.isEmpty()) {
            return List.of("[OPTIONS] COMMAND [ARGUMENT...]");
        }
        List<String> custom = List.of(command.usageMessage().customSynopsis());
        if (!custom.isEmpty()) {
            return custom.stream()
                    .map(String::strip)
                    .map(line -> escape(line.substring(line.indexOf(' ') + 1)))
                    .toList();
        }
        String required = command.options().stream()
                .filter(OptionSpec::required)
                .map(option -> " " + escape(option.longestName() + " " + option.paramLabel()))
                .collect(Collectors.joining());
        return List.of("[OPTIONS]" + required
                + command.positionalParameters().stream()
                        .map(each -> " " + escape(operand(each)))
                        .collect(Collectors.joining()));
    }

    /** In brackets where it may be left out, as in the help. */
    private static String value(OptionSpec option) {
        String label = "\\fI" + escape(option.paramLabel()) + "\\fR";
        return option.arity().min() == 0 ? "[" + label + "]" : label;
    }

    private static String operand(PositionalParamSpec operand) {
        String label = operand.paramLabel() + (operand.arity().max() > 1 ? "..." : "");
        return operand.arity().min() == 0 ? "[" + label + "]" : label;
    }

    /** Those of every command are on the program's own page. */
    private static void arguments(Writer out, CommandSpec command, List<OptionSpec> ofAll) {
        // By all its names: get has a --version of its own.
        List<List<String>> known =
                ofAll.stream().map(option -> List.of(option.names())).toList();
        List<OptionSpec> own = command.options().stream()
                .filter(option -> !known.contains(List.of(option.names())))
                .toList();
        if (own.isEmpty() && command.positionalParameters().isEmpty()) {
            return;
        }
        out.macro("SH", "OPTIONS");
        for (PositionalParamSpec each : command.positionalParameters()) {
            out.entry("\\fI" + escape(each.paramLabel()) + "\\fR", description(each));
        }
        for (OptionSpec each : own) {
            String label = each.arity().max() > 0 ? " " + value(each) : "";
            String names = List.of(each.names()).stream()
                    .map(one -> "\\fB" + escape(one) + "\\fR")
                    .collect(Collectors.joining(", "));
            out.entry(names + label, description(each));
        }
        if (!ofAll.isEmpty()) {
            out.macro("PP");
            out.line("The options of every command are in \\fBkist\\fR(1).");
        }
    }

    private static String description(ArgSpec argument) {
        return escape(ModelTexts.plain(String.join(" ", argument.description())));
    }

    private static void examples(Writer out, CommandSpec command) {
        String footer = ModelTexts.plain(command.usageMessage().footerHeading());
        int start = footer.indexOf("Examples:\n");
        if (start < 0) {
            return;
        }
        out.macro("SH", "EXAMPLES");
        out.macro("nf");
        footer.substring(start + "Examples:\n".length())
                .stripTrailing()
                .lines()
                .forEach(line -> out.line(escape(line)));
        out.macro("fi");
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }

    /** Lines, none of which is taken for a macro by mistake. */
    private static final class Writer {
        private final StringBuilder text = new StringBuilder();

        void macro(String name, String... arguments) {
            text.append('.').append(name);
            for (String each : arguments) {
                text.append(" \"").append(each).append('"');
            }
            text.append('\n');
        }

        void line(String line) {
            boolean isLikeAMacro = line.startsWith(".") || line.startsWith("'");
            text.append(isLikeAMacro ? "\\&" : "").append(line).append('\n');
        }

        void entry(String head, String body) {
            macro("TP");
            line(head);
            line(body.isEmpty() ? "\\&" : body);
        }
    }
}
