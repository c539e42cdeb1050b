// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import dev.kist.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What is made from the program's own description of its commands: completions for shells, and manual pages. */
final class CommandTexts {
    static final String PROGRAM = "kist";

    private CommandTexts() {}

    /** Writes all of it below {@code share}, each file where its reader looks for it. */
    static void write(Path share, String version) throws IOException {
        CommandSpec model = Commands.all().model(PROGRAM);
        text(share.resolve("bash-completion/completions/kist"), bash(model));
        text(share.resolve("zsh/site-functions/_kist"), ZshCompletion.of(model));
        text(share.resolve("fish/vendor_completions.d/kist.fish"), FishCompletion.of(model));
        for (ManPage page : ManPage.all(model, version)) {
            text(share.resolve("man/man1").resolve(page.name() + ".1"), page.text());
        }
    }

    private static String bash(CommandSpec model) {
        return NameCompletion.bash(AutoComplete.bash(PROGRAM, new CommandLine(model)), model);
    }

    private static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The commands below {@code spec}, in their order. */
    static List<CommandSpec> commands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .toList();
    }

    /** What the help says of a command, a paragraph each. */
    static List<String> description(CommandSpec spec) {
        return List.of(spec.usageMessage().description()).stream()
                .map(CommandTexts::plain)
                .toList();
    }

    /** What the help says of an option, in one line. */
    static String description(OptionSpec option) {
        return plain(String.join(" ", option.description()));
    }

    /** As the parser prints it. */
    static String plain(String pattern) {
        return pattern.replace("%n", "\n").replace("%%", "%");
    }
}
