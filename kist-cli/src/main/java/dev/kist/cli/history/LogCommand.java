package dev.kist.cli.history;

import dev.kist.Secret;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Table;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.spi.Freshness;
import dev.kist.spi.Selection;
import java.util.Comparator;
import java.util.List;

/** {@code kist log}: shows what changed in an environment. */
public final class LogCommand implements Command {
    private static final Comparator<Secret> NEWEST_FIRST = Comparator.comparing(Secret::updatedAt)
            .reversed()
            .thenComparing(Secret::name)
            .thenComparing(Comparator.comparing(Secret::version).reversed());

    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of("Show all changes of an environment, newest first; never values.")
                .takes(skip)
                .example("kist log -e production", "shows who changed what, and when")
                .example("kist log --json", "prints it for another program");
    }

    @Override
    public int run(CommandContext context) {
        Histories histories;
        try (Session session = Session.open(context)) {
            session.openEnvironment(Freshness.PREFER_PRIMARY);
            histories = session.history().read(Selection.all(session.environment()), Freshness.PREFER_PRIMARY);
        }
        if (skip.isGiven()) {
            skip.warn(context.terminal(), histories.failures().values());
        } else {
            histories.requireAll();
        }
        print(
                context,
                histories.secrets().values().stream()
                        .flatMap(history -> history.versions().stream())
                        .sorted(NEWEST_FIRST)
                        .toList());
        return 0;
    }

    private static void print(CommandContext context, List<Secret> changes) {
        if (context.isJson()) {
            context.printJson(changes.stream().map(SecretFields::of).toList());
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
        context.print(table);
    }
}
