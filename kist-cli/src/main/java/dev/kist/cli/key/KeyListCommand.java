package dev.kist.cli.key;

import dev.kist.Age;
import dev.kist.Member;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.EnvironmentsOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.EachEnvironment;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.ExitCode;
import dev.kist.cli.terminal.Table;
import dev.kist.cli.terminal.Terminal;
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

    private int take(Terminal terminal, Session session) {
        List<Member> members = session.read(environment -> environment.members().list());
        for (Member member : members) {
            objects.add(fields(session, member));
            addresses.add(member.isKeptByService() ? member.publicKey() : "");
            rows.add(List.of(
                    session.name().value(),
                    member.id(),
                    member.label(),
                    Age.of(member.addedAt(), session.kist().now()) + " ago",
                    member.addedBy(),
                    member.isAtHand() ? "yes" : ""));
        }
        OneKey.warn(terminal, session.name(), members);
        return ExitCode.DONE;
    }

    private static Map<String, Object> fields(Session session, Member member) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("environment", session.name().value());
        fields.put("key_id", member.id());
        fields.put("label", member.label());
        fields.put("public_key", member.publicKey());
        fields.put("created_at", member.addedAt());
        fields.put("created_by", member.addedBy());
        fields.put("here", member.isAtHand());
        return fields;
    }
}
