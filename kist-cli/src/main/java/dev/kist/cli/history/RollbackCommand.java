package dev.kist.cli.history;

import dev.kist.EnvironmentName;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.Freshness;
import java.util.Optional;

/** {@code kist rollback}: writes a new version with the content of an old one. */
public final class RollbackCommand implements Command {
    private final Operand<SecretName> key = Operand.one("KEY", SecretName::parse, "Name of the secret.");
    private final Option<Integer> to = Option.of(
                    "--to", "N", WholeNumber.from(1, "kist history KEY shows the versions"), "The old version.")
            .required();

    @Override
    public Description description() {
        return Description.of(
                        "Give a secret the value, note and kind that it had in an old version.",
                        "That is a new version; those in between are kept.")
                .takes(key, to)
                .example("kist rollback TOKEN --to 3", "writes version 3 again")
                .example("kist rollback TOKEN --to 1 -e production", "the same in production");
    }

    @Override
    public int run(CommandContext context) {
        SecretName name = key.get();
        try (Session session = Session.open(context)) {
            session.openEnvironment(Freshness.PRIMARY);
            EnvironmentName in = session.environment();
            int version = to.get();
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
