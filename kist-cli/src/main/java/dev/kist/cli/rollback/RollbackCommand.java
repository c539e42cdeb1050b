package dev.kist.cli.rollback;

import dev.kist.EnvironmentName;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.Freshness;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist rollback}: writes a new version with the content of an old one. */
@Command(
        name = "rollback",
        description = {
            "Give a secret the value, note and kind that it had in an old version.",
            "That is a new version; those in between are kept."
        })
public final class RollbackCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "Name of the secret.")
    String key = "";

    @Option(names = "--to", required = true, paramLabel = "N", description = "The old version.")
    int version;

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public RollbackCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SecretName name = SecretName.parse(key);
        try (Session session = Session.open(context, environment.asSettings())) {
            session.openEnvironment(Freshness.PRIMARY);
            EnvironmentName in = session.environment();
            Secret old = session.history().read(in, name).version(version);
            if (old.isDeleted()) {
                throw new NotFoundException(
                        "version " + version + " of secret " + name + " is a deletion",
                        "kist delete " + name + " --environment " + in + " deletes it");
            }
            Outcome outcome = session.writer()
                    .write(
                            in,
                            name,
                            current -> current.map(Secret::content)
                                            .filter(old.content()::equals)
                                            .isPresent()
                                    ? Optional.empty()
                                    : Optional.of(old.content()));
            int now = outcome.secret().orElseThrow().version();
            context.terminal()
                    .note(
                            outcome.isWritten()
                                    ? "rolled back " + name + " in " + in + " to version " + version
                                            + ": it is version " + now
                                    : name + " in " + in + " is unchanged: version " + now + " is the same");
        }
        return 0;
    }
}
