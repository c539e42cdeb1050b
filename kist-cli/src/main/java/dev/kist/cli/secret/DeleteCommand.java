package dev.kist.cli.secret;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.internal.history.SecretPurge;
import dev.kist.internal.history.SecretPurge.Remains;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.Freshness;
import java.util.Optional;

/** {@code kist delete}: writes a version that is a deletion; former versions stay. */
public final class DeleteCommand implements Command {
    private final Operand<SecretName> key = Operand.one("KEY", SecretName::parse, "Name of the secret.");
    private final Flag purge = Flag.of("--purge", "Remove it for good, with all its versions. Asks first.");
    private final Flag yes = SharedOptions.yes("Purge without asking.");

    @Override
    public Description description() {
        return Description.of(
                        "Delete a secret.",
                        "Its versions stay: kist restore brings it back. With --purge it is gone for good.")
                .takes(key, purge, yes)
                .example("kist delete OLD_TOKEN", "deletes it; kist restore brings it back")
                .example("kist delete OLD_TOKEN --purge -e staging", "removes it with its history, for good");
    }

    @Override
    public int run(CommandContext context) {
        SecretName name = key.get();
        try (Session session = Session.open(context)) {
            session.openEnvironment(Freshness.PRIMARY);
            EnvironmentName in = session.environment();
            if (purge.isGiven()) {
                purge(context, session, name);
                return 0;
            }
            Outcome outcome = session.writer().write(in, name, current -> {
                if (current.filter(secret -> !secret.isDeleted()).isEmpty()) {
                    throw session.reader().notFound(in, name);
                }
                return Optional.of(Secret.Content.deletion());
            });
            context.terminal()
                    .note("deleted " + name + " in " + in + ": version "
                            + outcome.secret().orElseThrow().version());
        }
        return 0;
    }

    private void purge(CommandContext context, Session session, SecretName name) {
        SecretPurge removal = new SecretPurge(session.environments());
        Remains remains = removal.find(session.environment(), name);
        String what = name + " of " + session.environment() + " with "
                + (remains.documents() == 1 ? "its only version" : "all its " + remains.documents() + " versions");
        Confirmation.require(context.terminal(), "this removes " + what + " for good", yes.isGiven());
        removal.remove(remains);
        context.terminal().note("removed " + what);
    }
}
