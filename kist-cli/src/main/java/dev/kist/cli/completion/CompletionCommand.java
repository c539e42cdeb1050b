// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.completion;

import dev.kist.cli.command.Command;
import dev.kist.cli.command.CommandTree;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.terminal.ExitCode;
import java.util.function.Supplier;

/** {@code kist completion}: prints what a shell reads to complete Kist's commands. */
public final class CompletionCommand implements Command {
    private final Operand<Shell> shell =
            Operand.one("SHELL", Shell::parse, "bash, zsh or fish.").oneOf(Shell.names());
    private final Supplier<CommandTree> tree;

    public CompletionCommand(Supplier<CommandTree> tree) {
        this.tree = tree;
    }

    @Override
    public Description description() {
        return Description.of(
                        "Print the script by which a shell completes commands, options and names at the Tab key.",
                        "Packages have put it into place already. For zsh, write the line below \"compinit\".")
                .takes(shell)
                .example("kist completion bash", "prints it; in ~/.bashrc: source <(kist completion bash)")
                .example("kist completion zsh", "the same for zsh; in ~/.zshrc: source <(kist completion zsh)")
                .example("kist completion fish | source", "a line for ~/.config/fish/config.fish");
    }

    @Override
    public int run(CommandContext context) {
        context.terminal().data(shell.get().script(tree.get().model("kist")));
        return ExitCode.DONE;
    }
}
