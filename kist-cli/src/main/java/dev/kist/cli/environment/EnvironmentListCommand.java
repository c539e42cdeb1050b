package dev.kist.cli.environment;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NoKeyException;
import dev.kist.cli.ExitCode;
import dev.kist.cli.options.StoreOptions;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Age;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Table;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist environment list}: shows which environments there are, and which of them a key at hand opens. */
@Command(name = "list", description = "List environments: name, age, keys, and whether a key at hand opens it.")
public final class EnvironmentListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    StoreOptions store = new StoreOptions();

    private final CommandContext context;

    public EnvironmentListCommand(CommandContext context) {
        this.context = context;
    }

    /** One line of the list. */
    private record Line(EnvironmentDocument document, boolean isOpen) {}

    @Override
    public Integer call() {
        List<Line> lines = new ArrayList<>();
        Instant now;
        int code = 0;
        try (Session session = Session.open(context, store.asSettings())) {
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
        print(lines, now);
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

    private void print(List<Line> lines, Instant now) {
        if (isJson) {
            context.terminal()
                    .dataLine(Json.of(
                            lines.stream().map(EnvironmentListCommand::fields).toList()));
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
        context.terminal().data(String.join("\n", table.lines()) + "\n");
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
