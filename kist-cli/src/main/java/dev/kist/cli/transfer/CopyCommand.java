package dev.kist.cli.transfer;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.spi.Freshness;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code kist copy}: takes secrets over into another environment. */
public final class CopyCommand implements Command {
    private final Operand<SecretName> keys = Operand.several(
            0, Integer.MAX_VALUE, "KEY", SecretName::parse, "Names of secrets; all, where none is given.");
    private final Option<EnvironmentName> from = Option.of(
                    "--from", "ENV", EnvironmentName::parse, "Environment to read.")
            .required();
    private final Option<EnvironmentName> to = Option.of("--to", "ENV", EnvironmentName::parse, "Environment to write.")
            .required();
    private final Flag dryRun = SharedOptions.dryRun("Show what would change and write nothing.");
    private final Flag yes = SharedOptions.yes("Change existing secrets without asking.");
    private final Flag create = SharedOptions.create();
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of(
                        "Copy secrets from one environment to another: all that it stores itself, or these.",
                        "Templates are copied as they are stored. Shows the plan first and asks before existing secrets"
                                + " change.")
                .takes(keys, from, to, dryRun, yes, create, skip)
                .example("kist copy --from development --to staging", "copies all")
                .example("kist copy TOKEN --from staging --to production", "copies one");
    }

    @Override
    public int run(CommandContext context) {
        List<SecretName> names = keys.values().stream().distinct().toList();
        EnvironmentName source = from.get();
        EnvironmentName target = to.get();
        if (source.equals(target)) {
            throw new InvalidInputException("--from and --to are the same environment", "give two");
        }
        Map<SecretName, Secret.Content> contents;
        // Each has a session of its own: its settings may name another store.
        try (Session session = Session.open(context, context.flags(source, "--from"))) {
            contents = names.isEmpty() ? readAll(context, session) : read(session, names);
        }
        if (contents.isEmpty()) {
            context.terminal().note("no secrets in " + source + ": nothing to copy");
        }
        try (Session session = Session.open(context, context.flags(target, "--to"))) {
            new PlannedWrite(
                            context.terminal(),
                            new Answers(dryRun.isGiven(), context.isJson(), yes.isGiven(), false, create.isGiven()))
                    .write(session, contents, "copied from " + source + " to", "say --yes to change them");
        }
        return 0;
    }

    private Map<SecretName, Secret.Content> readAll(CommandContext context, Session session) {
        Reading reading = session.reader().readAll(session.environment(), Freshness.PREFER_PRIMARY);
        session.welcome(reading.environment());
        if (skip.isGiven()) {
            skip.warn(context.terminal(), reading.unreadable());
        } else {
            reading.requireAll();
        }
        SortedMap<SecretName, Secret.Content> contents = new TreeMap<>();
        reading.secrets().stream()
                .filter(secret -> !secret.isDeleted())
                .forEach(secret -> contents.put(secret.name(), secret.content()));
        return contents;
    }

    private Map<SecretName, Secret.Content> read(Session session, List<SecretName> names) {
        LoadedSecrets loaded = session.loader().load(session.environment(), names);
        session.welcome(loaded.environment());
        SortedMap<SecretName, Secret.Content> contents = new TreeMap<>();
        for (SecretName name : names) {
            contents.put(name, loaded.require(name).content());
        }
        return contents;
    }
}
