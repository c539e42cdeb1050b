package dev.kist.cli.log;

import dev.kist.Secret;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Table;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.spi.Freshness;
import dev.kist.spi.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist log}: shows what changed in an environment. */
@Command(name = "log", description = "Show all changes of an environment, newest first; never values.")
public final class LogCommand implements Callable<Integer> {
    private static final Comparator<Secret> NEWEST_FIRST = Comparator.comparing(Secret::updatedAt)
            .reversed()
            .thenComparing(Secret::name)
            .thenComparing(Comparator.comparing(Secret::version).reversed());

    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    SkipOption skip = new SkipOption();

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public LogCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Histories histories;
        try (Session session = Session.open(context, environment.asSettings())) {
            session.openEnvironment(Freshness.PREFER_PRIMARY);
            histories = session.history().read(Selection.all(session.environment()), Freshness.PREFER_PRIMARY);
        }
        if (skip.isSkip()) {
            skip.warn(context.terminal(), histories.failures().values());
        } else {
            histories.requireAll();
        }
        print(histories.secrets().values().stream()
                .flatMap(history -> history.versions().stream())
                .sorted(NEWEST_FIRST)
                .toList());
        return 0;
    }

    private void print(List<Secret> changes) {
        if (isJson) {
            context.terminal()
                    .dataLine(Json.of(changes.stream().map(SecretFields::of).toList()));
            return;
        }
        if (changes.isEmpty()) {
            context.terminal().note("no changes yet");
            return;
        }
        Table table = new Table("TIME", "CHANGE", "NAME", "VERSION", "BY");
        changes.forEach(secret -> table.add(List.of(
                secret.updatedAt().toString(),
                secret.isDeleted() ? "deleted" : secret.version() == 1 ? "created" : "set",
                secret.name().value(),
                String.valueOf(secret.version()),
                secret.updatedBy().value())));
        context.terminal().data(String.join("\n", table.lines()) + "\n");
    }
}
