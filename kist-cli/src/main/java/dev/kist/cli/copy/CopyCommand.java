package dev.kist.cli.copy;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.options.StoreOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.PlannedWrite;
import dev.kist.cli.session.PlannedWrite.Answers;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist copy}: takes secrets over into another environment. */
@Command(
        name = "copy",
        description = {
            "Copy secrets from one environment to another: all that it stores itself, or",
            "these. Templates are copied as they are stored. Shows the plan first and asks",
            "before existing secrets change."
        })
public final class CopyCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "KEY", description = "Names of secrets; all, where none is given.")
    List<String> keys = new ArrayList<>();

    @Option(names = "--from", required = true, paramLabel = "ENV", description = "Environment to read.")
    String from = "";

    @Option(names = "--to", required = true, paramLabel = "ENV", description = "Environment to write.")
    String to = "";

    @Option(names = "--dry-run", description = "Show what would change and write nothing.")
    boolean isDryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Change existing secrets without asking.")
    boolean isYes;

    @Option(names = "--create", description = "Create the environment even if its name is near another's.")
    boolean isCreate;

    @Option(names = "--json", description = "Print the plan as JSON.")
    boolean isJson;

    @Mixin
    SkipOption skip = new SkipOption();

    @Mixin
    StoreOptions store = new StoreOptions();

    private final CommandContext context;

    public CopyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<SecretName> names = keys.stream().map(SecretName::parse).distinct().toList();
        EnvironmentName source = EnvironmentName.parse(from);
        EnvironmentName target = EnvironmentName.parse(to);
        if (source.equals(target)) {
            throw new InvalidInputException("--from and --to are the same environment", "give two");
        }
        Map<SecretName, Secret.Content> contents;
        // Each has a session of its own: its settings may name another store.
        try (Session session = Session.open(context, store.asSettings(source, "--from"))) {
            contents = names.isEmpty() ? readAll(session) : read(session, names);
        }
        if (contents.isEmpty()) {
            context.terminal().note("no secrets in " + source + ": nothing to copy");
        }
        try (Session session = Session.open(context, store.asSettings(target, "--to"))) {
            new PlannedWrite(context.terminal(), new Answers(isDryRun, isJson, isYes, false, isCreate))
                    .write(session, contents, "copied from " + source + " to", "say --yes to change them");
        }
        return 0;
    }

    private Map<SecretName, Secret.Content> readAll(Session session) {
        Reading reading = session.reader().readAll(session.environment(), Freshness.PREFER_PRIMARY);
        session.welcome(reading.environment());
        if (skip.isSkip()) {
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
