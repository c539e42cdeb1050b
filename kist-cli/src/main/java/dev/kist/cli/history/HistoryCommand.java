package dev.kist.cli.history;

import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Table;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist history}: shows the versions of a secret. */
@Command(name = "history", description = "Show the versions of a secret, newest first: when, who, live or deleted.")
public final class HistoryCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "Name of the secret.")
    String key = "";

    @Option(names = "--reveal", description = "Show values, too.")
    boolean isReveal;

    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public HistoryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SecretName name = SecretName.parse(key);
        SecretHistory history;
        try (Session session = Session.open(context, environment.asSettings())) {
            session.openEnvironment(Freshness.PREFER_PRIMARY);
            history = session.history().read(session.environment(), name);
        }
        List<Secret> versions = new ArrayList<>(history.versions());
        Collections.reverse(versions);
        if (isJson) {
            context.terminal()
                    .dataLine(Json.of(versions.stream().map(this::fields).toList()));
        } else {
            context.terminal().data(String.join("\n", table(versions).lines()) + "\n");
        }
        return 0;
    }

    private Table table(List<Secret> versions) {
        List<String> headings = new ArrayList<>(List.of("VERSION", "TIME", "STATE", "BY"));
        if (isReveal) {
            headings.add("VALUE");
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (Secret secret : versions) {
            List<String> cells = new ArrayList<>(List.of(
                    String.valueOf(secret.version()),
                    secret.updatedAt().toString(),
                    secret.isDeleted() ? "deleted" : "live",
                    secret.updatedBy().value()));
            if (isReveal) {
                // In quotes, so that a value of several lines keeps to its row.
                cells.add(secret.isDeleted() ? "" : Json.of(secret.value().text()));
            }
            table.add(cells);
        }
        return table;
    }

    private Map<String, Object> fields(Secret secret) {
        Map<String, Object> fields = SecretFields.of(secret);
        if (isReveal && !secret.isDeleted()) {
            fields.put("value", secret.value().text());
            secret.note().ifPresent(note -> fields.put("note", note.text()));
        }
        return fields;
    }
}
