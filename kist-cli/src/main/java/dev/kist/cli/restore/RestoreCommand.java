package dev.kist.cli.restore;

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
import picocli.CommandLine.Parameters;

/** {@code kist restore}: takes a deletion back. */
@Command(name = "restore", description = "Bring a deleted secret back as it was last; that is a new version.")
public final class RestoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "Name of the secret.")
    String key = "";

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public RestoreCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SecretName name = SecretName.parse(key);
        try (Session session = Session.open(context, environment.asSettings())) {
            session.openEnvironment(Freshness.PRIMARY);
            EnvironmentName in = session.environment();
            Outcome outcome = session.writer()
                    .write(
                            in,
                            name,
                            current -> current.isPresent() && !isDeleted(current)
                                    ? Optional.empty()
                                    : Optional.of(last(session, name).content()));
            int version = outcome.secret().orElseThrow().version();
            context.terminal()
                    .note(
                            outcome.isWritten()
                                    ? "restored " + name + " in " + in + ": version " + version
                                    : name + " in " + in + " is not deleted: version " + version);
        }
        return 0;
    }

    private static boolean isDeleted(Optional<Secret> current) {
        return current.filter(Secret::isDeleted).isPresent();
    }

    private static Secret last(Session session, SecretName name) {
        return session.history()
                .read(session.environment(), name)
                .newestLive()
                .orElseThrow(() -> new NotFoundException(
                        "no version of secret " + name + " of " + session.environment()
                                + " is left to restore: the former ones were pruned",
                        "set it anew"));
    }
}
