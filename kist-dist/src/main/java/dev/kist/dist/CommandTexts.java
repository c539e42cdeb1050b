// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import dev.kist.cli.Commands;
import dev.kist.cli.completion.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** What is made from the program's own description of its commands: completions for shells, and manual pages. */
final class CommandTexts {
    static final String PROGRAM = "kist";

    private CommandTexts() {}

    /** Writes all of it below {@code share}, each file where its reader looks for it. */
    static void write(Path share, String version) throws IOException {
        CommandSpec model = Commands.all().model(PROGRAM);
        text(share.resolve("bash-completion/completions/kist"), Shell.BASH.script(model));
        text(share.resolve("zsh/site-functions/_kist"), Shell.ZSH.script(model));
        text(share.resolve("fish/vendor_completions.d/kist.fish"), Shell.FISH.script(model));
        for (ManPage page : ManPage.all(model, version)) {
            text(share.resolve("man/man1").resolve(page.name() + ".1"), page.text());
        }
    }

    private static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
