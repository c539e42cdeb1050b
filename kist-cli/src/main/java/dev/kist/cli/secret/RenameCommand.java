// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.SecretName;
import dev.kist.Written;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;

/** {@code kist rename}: gives a secret another name, with its history. */
public final class RenameCommand implements Command {
    private final Operand<SecretName> from = Operand.one("OLD", SecretName::parse, "Name that the secret has.");
    private final Operand<SecretName> to = Operand.one("NEW", SecretName::parse, "Name that it gets.");

    @Override
    public Description description() {
        return Description.of(
                        "Give a secret another name; its versions move along.",
                        "The old name is gone for good afterwards. An interrupted run is completed by the same one.")
                .takes(from, to)
                .checks(this::requireTwo)
                .example("kist rename DB_URL DATABASE_URL", "renames it in development")
                .example("kist rename DB_URL DATABASE_URL -e production", "renames it in production");
    }

    private void requireTwo() {
        if (from.get().equals(to.get())) {
            throw new InvalidInputException(
                    "wrong arguments: OLD and NEW are the same name", "give the secret another one");
        }
    }

    @Override
    public int run(CommandContext context) {
        try (Session session = Session.open(context)) {
            Written written = session.write(environment -> environment.rename(from.get(), to.get()));
            context.terminal()
                    .note("renamed " + from.get() + " to " + to.get() + " in " + session.name() + ": version "
                            + written.secret().version());
            session.forget(from.get());
            InheritedAgain.say(context.terminal(), session, from.get());
        }
        return 0;
    }
}
