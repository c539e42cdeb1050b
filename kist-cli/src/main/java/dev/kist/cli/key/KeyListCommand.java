package dev.kist.cli.key;

import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Age;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Table;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist key list}: shows who can open environments, as members sealed it. */
@Command(name = "list", description = "List the keys that open an environment.")
public final class KeyListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    EnvironmentsOption environments = new EnvironmentsOption();

    private final CommandContext context;
    private final List<Map<String, Object>> objects = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    public KeyListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int code = new EachEnvironment(context, environments).run(this::take);
        context.terminal().data(isJson ? Json.of(objects) + "\n" : String.join("\n", table().lines()) + "\n");
        return code;
    }

    /** With a column for addresses where a key service keeps a key. */
    private Table table() {
        boolean hasAddresses = addresses.stream().anyMatch(address -> !address.isEmpty());
        List<String> headings = new ArrayList<>(List.of("ENVIRONMENT", "ID", "LABEL", "ADDED", "BY", "HERE"));
        if (hasAddresses) {
            headings.add("ADDRESS");
        }
        Table table = new Table(headings.toArray(new String[0]));
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = new ArrayList<>(rows.get(i));
            if (hasAddresses) {
                cells.add(addresses.get(i));
            }
            table.add(cells);
        }
        return table;
    }

    private void take(Session session) {
        OpenEnvironment open = session.openEnvironment(Freshness.PREFER_PRIMARY);
        List<String> here = session.keys().asList().stream()
                .map(key -> key.recipient().text())
                .toList();
        for (SealedKey key : open.keys().asList()) {
            boolean isHere = here.contains(key.publicKey());
            String id = Recipient.idOf(key.publicKey());
            objects.add(fields(open, key, id, isHere));
            addresses.add(Recipient.isAddress(key.publicKey()) ? key.publicKey() : "");
            rows.add(List.of(
                    open.name().value(),
                    id,
                    key.label(),
                    Age.of(key.createdAt(), session.store().now()) + " ago",
                    key.createdBy(),
                    isHere ? "yes" : ""));
        }
        OneKey.warn(context.terminal(), open);
    }

    private static Map<String, Object> fields(OpenEnvironment open, SealedKey key, String id, boolean isHere) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", open.name().value());
        fields.put("key_id", id);
        fields.put("label", key.label());
        fields.put("public_key", key.publicKey());
        fields.put("created_at", key.createdAt());
        fields.put("created_by", key.createdBy());
        fields.put("here", isHere);
        return fields;
    }
}
