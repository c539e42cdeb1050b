// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import java.nio.file.Path;

/** {@code kist use}: says which environment is meant on this machine where none is given. */
public final class UseCommand implements Command {
    private final Operand<EnvironmentName> name =
            Operand.one("ENV", EnvironmentName::parse, "Name of the environment.");

    @Override
    public Description description() {
        return Description.of(
                        "Use an environment from now on, on this machine.",
                        "It is written to .kist/config.local, which is not committed. -e and KIST_ENVIRONMENT still win.")
                .takes(name)
                .example("kist use staging", "makes staging the environment of this folder")
                .example("kist use development", "goes back to it");
    }

    @Override
    public int run(CommandContext context) {
        EnvironmentName environment = name.get();
        context.requireNoOther(environment);
        try (Session session = Session.open(context, context.flags(environment, "ENV"))) {
            if (!session.environment().exists()) {
                context.terminal().warning("the environment " + environment + " does not exist yet");
                session.environment().nearNames().stream().findFirst().ifPresent(near -> context.terminal()
                        .hint("did you mean " + near + "?"));
            }
        }
        Path file = Kist.project(context.kistOptions(context.flags()).build()).use(environment);
        context.terminal().note("using " + environment + " from now on: written to " + file);
        return 0;
    }
}
