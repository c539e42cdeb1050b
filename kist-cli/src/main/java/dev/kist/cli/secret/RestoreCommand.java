package dev.kist.cli.secret;

import dev.kist.EnvironmentName;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.Freshness;
import java.util.Optional;

/** {@code kist restore}: takes a deletion back. */
public final class RestoreCommand implements Command {
    private final Operand<SecretName> key = Operand.one("KEY", SecretName::parse, "Name of the secret.");

    @Override
    public Description description() {
        return Description.of("Bring a deleted secret back as it was last; that is a new version.")
                .takes(key)
                .example("kist restore TOKEN", "brings it back in development")
                .example("kist restore TOKEN -e production", "brings it back in production");
    }

    @Override
    public int run(CommandContext context) {
        SecretName name = key.get();
        try (Session session = Session.open(context)) {
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
