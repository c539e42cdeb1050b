package dev.kist.cli.history;

import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** {@code kist history}: shows the versions of a secret. */
public final class HistoryCommand implements Command {
    private final Operand<SecretName> key = Operand.one("KEY", SecretName::parse, "Name of the secret.");
    private final Flag reveal = SharedOptions.reveal("Show values, too.");

    @Override
    public Description description() {
        return Description.of("Show the versions of a secret, newest first: when, who, live or deleted.")
                .takes(key, reveal)
                .example("kist history TOKEN", "shows when it changed, and who changed it")
                .example("kist history TOKEN --reveal -e production", "shows the values as well");
    }

    @Override
    public int run(CommandContext context) {
        SecretName name = key.get();
        SecretHistory history;
        try (Session session = Session.open(context)) {
            history = session.read(environment -> environment.history(name));
        }
        List<Secret> versions = new ArrayList<>(history.versions());
        Collections.reverse(versions);
        if (context.isJson()) {
            context.printJson(versions.stream().map(this::fields).toList());
        } else {
            context.print(table(versions));
        }
        return 0;
    }

    private Table table(List<Secret> versions) {
        List<String> headings = new ArrayList<>(List.of("VERSION", "TIME", "STATE", "BY"));
        if (reveal.isGiven()) {
            headings.add("VALUE");
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (Secret secret : versions) {
            List<String> cells = new ArrayList<>(List.of(
                    String.valueOf(secret.version()),
                    secret.updatedAt().toString(),
                    secret.isDeleted() ? "deleted" : "live",
                    secret.updatedBy().value()));
            if (reveal.isGiven()) {
                // In quotes, so that a value of several lines keeps to its row.
                cells.add(secret.isDeleted() ? "" : Json.of(secret.value().text()));
            }
            table.add(cells);
        }
        return table;
    }

    private Map<String, Object> fields(Secret secret) {
        Map<String, Object> fields = SecretFields.of(secret);
        if (reveal.isGiven() && !secret.isDeleted()) {
            fields.put("value", secret.value().text());
            secret.note().ifPresent(note -> fields.put("note", note.text()));
        }
        return fields;
    }
}
