package dev.kist.cli.delete;

import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.environment.Nearness;
import dev.kist.environment.NotFoundException;
import dev.kist.environment.SecretWriter.Outcome;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import dev.kist.store.Freshness;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kist delete}: writes a version that is a deletion; former versions stay. */
@Command(name = "delete", description = "Delete a secret; its former versions are kept.")
public final class DeleteCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "Name of the secret.")
    String key = "";

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
            Outcome outcome = session.writer().write(in, name, current -> {
                if (current.filter(secret -> !secret.isDeleted()).isEmpty()) {
                    throw notFound(session, name);
                }
                return Optional.of(Secret.Content.deletion());
            });
            context.terminal()
                    .note("deleted " + name + " in " + in + ": version "
                            + outcome.secret().orElseThrow().version());
        }
        return 0;
    }

    private static NotFoundException notFound(Session session, SecretName name) {
        EnvironmentName environment = session.environment();
        List<String> names = session.reader().readAll(environment, Freshness.PREFER_PRIMARY).secrets().stream()
                .filter(secret -> !secret.isDeleted())
                .map(secret -> secret.name().value())
                .toList();
        List<String> near = Nearness.near(name.value(), names);
        return new NotFoundException(
                "secret " + name + " does not exist in " + environment,
                near.isEmpty()
                        ? "kist list --environment " + environment + " shows the names"
                        : "did you mean " + near.get(0) + "?");
    }
}
