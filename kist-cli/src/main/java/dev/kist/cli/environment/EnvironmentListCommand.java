package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NoKeyException;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Age;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Table;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kist environment list}: shows which environments there are, and which of them a key at hand opens. */
public final class EnvironmentListCommand implements Command {
    /** One line of the list. */
    private record Line(EnvironmentDocument document, boolean isOpen) {}

    @Override
    public Description description() {
        return Description.of("List environments: name, age, keys, and whether a key at hand opens it.")
                .example("kist environment list", "lists them")
                .example("kist environment list --json", "prints them for another program");
    }

    @Override
    public int run(CommandContext context) {
        List<Line> lines = new ArrayList<>();
        Instant now;
        int code = 0;
        try (Session session = Session.open(context)) {
            for (EnvironmentName name : session.environments().names()) {
                try {
                    session.store()
                            .findEnvironment(name, Freshness.PREFER_PRIMARY)
                            .ifPresent(document -> lines.add(new Line(document, opens(session, document))));
                } catch (KistException e) {
                    context.terminal().error(String.valueOf(e.getMessage()));
                    code = ExitCode.of(e);
                }
            }
            now = session.store().now();
        }
        print(context, lines, now);
        return code;
    }

    private static boolean opens(Session session, EnvironmentDocument document) {
        try {
            OpenEnvironment.open(
                    document, session.keys(), session.environments().known());
            return true;
        } catch (NoKeyException e) {
            return false;
        }
    }

    private static void print(CommandContext context, List<Line> lines, Instant now) {
        if (context.isJson()) {
            context.printJson(lines.stream().map(EnvironmentListCommand::fields).toList());
            return;
        }
        if (lines.isEmpty()) {
            context.terminal().note("no environments yet; kist environment create NAME creates one");
            return;
        }
        Table table = new Table("NAME", "AGE", "KEYS", "OPENS");
        lines.forEach(line -> table.add(List.of(
                line.document.name().value(),
                Age.of(line.document.createdAt(), now),
                String.valueOf(line.document.keys().size()),
                line.isOpen ? "yes" : "no")));
        context.print(table);
    }

    private static Map<String, Object> fields(Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", line.document.name().value());
        fields.put("created_at", line.document.createdAt());
        fields.put("updated_at", line.document.updatedAt());
        fields.put("keys", line.document.keys().size());
        fields.put("opens", line.isOpen);
        return fields;
    }
}
