// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.Age;
import dev.kist.EnvironmentOverview;
import dev.kist.KistException;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.FirstTen;
import dev.kist.cli.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kist environment list}: shows which environments there are, and which of them a key at hand opens. */
public final class EnvironmentListCommand implements Command {
    @Override
    public Description description() {
        return Description.of("List environments: name, age, keys, whether a key at hand opens it, and its parent.")
                .example("kist environment list", "lists them")
                .example("kist environment list --json", "prints them for another program");
    }

    @Override
    public int run(CommandContext context) {
        List<EnvironmentOverview> all;
        Instant now;
        try (Session session = Session.openForAll(context, context.flags())) {
            all = session.kist().environments();
            now = session.kist().now();
        }
        int code = ExitCode.DONE;
        List<EnvironmentOverview> readable = new ArrayList<>();
        List<KistException> failures = new ArrayList<>();
        for (EnvironmentOverview overview : all) {
            if (overview.failure().isPresent()) {
                failures.add(overview.failure().get());
                code = Math.max(code, ExitCode.of(overview.failure().get()));
            } else {
                readable.add(overview);
            }
        }
        FirstTen.say(failures, context::say, context.terminal()::error, "not readable");
        if (readable.isEmpty() && !failures.isEmpty() && !context.isJson()) {
            return code;
        }
        print(context, readable, now);
        return code;
    }

    private static void print(CommandContext context, List<EnvironmentOverview> all, Instant now) {
        if (context.isJson()) {
            context.printJson(all.stream().map(EnvironmentListCommand::fields).toList());
            return;
        }
        if (all.isEmpty()) {
            context.terminal().note("no environments yet; kist environment create NAME creates one");
            return;
        }
        boolean isAnyChild = all.stream().anyMatch(overview -> overview.parent().isPresent());
        List<String> headings = new ArrayList<>(List.of("NAME", "AGE", "KEYS", "OPENS"));
        if (isAnyChild) {
            headings.add("INHERITS FROM");
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (EnvironmentOverview overview : all) {
            List<String> cells = new ArrayList<>(List.of(
                    overview.name().value(),
                    Age.of(overview.createdAt(), now),
                    String.valueOf(overview.keys()),
                    overview.opens() ? "yes" : "no"));
            if (isAnyChild) {
                cells.add(parent(overview));
            }
            table.add(cells);
        }
        context.print(table);
    }

    private static String parent(EnvironmentOverview overview) {
        return overview.parent().map(parent -> parent.environment().value()).orElse("");
    }

    private static Map<String, Object> fields(EnvironmentOverview overview) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", overview.name().value());
        fields.put("created_at", overview.createdAt());
        fields.put("updated_at", overview.updatedAt());
        fields.put("keys", overview.keys());
        fields.put("opens", overview.opens());
        fields.put("parent", parent(overview));
        return fields;
    }
}
