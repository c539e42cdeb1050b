package dev.kist.cli.delete;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Confirmation;
import dev.kist.internal.history.SecretPurge;
import dev.kist.internal.history.SecretPurge.Remains;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.Freshness;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist delete}: writes a version that is a deletion; former versions stay. */
@Command(
        name = "delete",
        description = {
            "Delete a secret. Its versions are kept: kist restore brings it back.",
            "With --purge it is gone for good."
        })
public final class DeleteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "Name of the secret.")
    String key = "";

    @Option(names = "--purge", description = "Remove it for good, with all its versions. Asks first.")
    boolean isPurge;

    @Option(
            names = {"-y", "--yes"},
            description = "Purge without asking.")
    boolean isYes;

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public DeleteCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SecretName name = SecretName.parse(key);
        try (Session session = Session.open(context, environment.asSettings())) {
            session.openEnvironment(Freshness.PRIMARY);
            EnvironmentName in = session.environment();
            if (isPurge) {
                purge(session, name);
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

    private void purge(Session session, SecretName name) {
        SecretPurge purge = new SecretPurge(session.environments());
        Remains remains = purge.find(session.environment(), name);
        String what = name + " of " + session.environment() + " with "
                + (remains.documents() == 1 ? "its only version" : "all its " + remains.documents() + " versions");
        Confirmation.require(context.terminal(), "this removes " + what + " for good", isYes);
        purge.remove(remains);
        context.terminal().note("removed " + what);
    }
}
