package dev.kist.cli.key;

import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Age;
import dev.kist.cli.terminal.Table;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kist key list}: shows who can open environments, as members sealed it. */
public final class KeyListCommand implements Command {
    private final EnvironmentsOption environments = new EnvironmentsOption();
    private final List<Map<String, Object>> objects = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    @Override
    public Description description() {
        return Description.of("List the keys that open an environment.")
                .inSeveral(environments)
                .example("kist key list -e production", "shows who can open production")
                .example("kist key list --all --json", "prints it for another program");
    }

    @Override
    public int run(CommandContext context) {
        int code = new EachEnvironment(context, environments).run(session -> take(context.terminal(), session));
        if (context.isJson()) {
            context.printJson(objects);
        } else {
            context.print(table());
        }
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

    private void take(Terminal terminal, Session session) {
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
        OneKey.warn(terminal, open);
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
