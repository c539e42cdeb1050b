// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;

/** {@code kist use}: says which environment is meant on this machine where none is given. */
public final class UseCommand implements Command {
    private final Operand<EnvironmentName> name =
            Operand.one("ENV", EnvironmentName::parse, "Name of the environment.");

    private final Flag create =
            Flag.of("--create", "Use an environment that is yet to be created, even if its name is near another's.");

    @Override
    public Description description() {
        return Description.of(
                        "Use an environment from now on, on this machine.",
                        "It is written to .kist/config.local, which is not committed. -e and KIST_ENVIRONMENT still"
                                + " win.")
                .takes(name, create)
                .example("kist use staging", "makes staging the environment of this folder")
                .example("kist use development", "goes back to it");
    }

    @Override
    public int run(CommandContext context) {
        EnvironmentName environment = name.get();
        context.requireNoOther(environment);
        try (Session session = Session.open(context, context.flags(environment, "ENV"))) {
            if (!session.environment().exists()) {
                requireMeant(context.terminal(), session);
                context.terminal().warning("the environment " + environment + " does not exist yet");
            }
        }
        Path file = Kist.project(context.kistOptions(context.flags()).build()).use(environment);
        context.terminal().note("using " + environment + " from now on: written to " + file);
        return 0;
    }

    private void requireMeant(Terminal terminal, Session session) {
        Optional<EnvironmentName> near =
                session.environment().nearNames().stream().findFirst();
        if (near.isEmpty() || create.isGiven()) {
            return;
        }
        String found = "the environment " + session.name() + " does not exist, but " + near.get() + " does";
        if (terminal.canAsk()) {
            if (!terminal.confirm(found + ". Use " + session.name() + " all the same?")) {
                throw new InvalidInputException(
                        "stopped: nothing was changed", "kist use " + near.get() + " if that one is meant");
            }
        } else {
            throw new InvalidInputException(
                    found,
                    "kist use " + near.get() + ", or say --create if " + session.name() + " is yet to be created");
        }
    }
}
