// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.RevealOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.ShownValue;
import dev.kist.cli.terminal.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** {@code kist history}: shows the versions of a secret. */
public final class HistoryCommand implements Command {
    private final Operand<SecretName> key = Operand.one("KEY", SecretName::parse, "Name of the secret.");
    private final RevealOption reveal = RevealOption.inList();

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
        if (reveal.shows()) {
            headings.add("VALUE");
        }
        Table table = new Table(headings.toArray(String[]::new)).keeping("TIME", "VALUE");
        for (Secret secret : versions) {
            List<String> cells = new ArrayList<>(List.of(
                    String.valueOf(secret.version()),
                    secret.updatedAt().toString(),
                    secret.isDeleted() ? "deleted" : "live",
                    secret.updatedBy().value()));
            if (reveal.shows()) {
                cells.add(secret.isDeleted() ? "" : ShownValue.text(secret.value(), reveal));
            }
            table.add(cells);
        }
        return table;
    }

    private Map<String, Object> fields(Secret secret) {
        Map<String, Object> fields = SecretFields.of(secret);
        if (!secret.isDeleted()) {
            ShownValue.addTo(fields, secret.value(), reveal);
        }
        if (reveal.isWhole() && !secret.isDeleted()) {
            secret.note().ifPresent(note -> fields.put("note", note.text()));
        }
        return fields;
    }
}
