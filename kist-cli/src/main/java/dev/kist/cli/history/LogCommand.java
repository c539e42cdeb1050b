// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import dev.kist.EnvironmentName;
import dev.kist.Log;
import dev.kist.Log.Entry;
import dev.kist.Log.EventEntry;
import dev.kist.Log.VersionEntry;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.session.Unreadable;
import dev.kist.cli.terminal.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code kist log}: shows what changed in an environment. */
public final class LogCommand implements Command {
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
        Log log;
        EnvironmentName environment;
        try (Session session = Session.open(context)) {
            log = session.read(opened -> opened.log());
            environment = session.name();
        }
        print(context, environment, log.entries());
        return Unreadable.report(context, skip, log.unreadable());
    }

    private static void print(CommandContext context, EnvironmentName environment, List<Entry> entries) {
        if (context.isJson()) {
            context.printJson(
                    entries.stream().map(entry -> fields(environment, entry)).toList());
            return;
        }
        if (entries.isEmpty()) {
            context.terminal().note("no changes yet");
            return;
        }
        Table table = new Table("TIME", "CHANGE", "NAME", "VERSION", "BY")
                .keeping("TIME")
                .spanning("CHANGE");
        entries.forEach(entry -> table.add(cells(entry)));
        context.print(table);
    }

    private static Map<String, Object> fields(EnvironmentName environment, Entry entry) {
        if (entry instanceof VersionEntry version) {
            Map<String, Object> fields = SecretFields.of(version.secret());
            fields.put("change", word(version));
            version.asVersion().ifPresent(number -> fields.put("as_version", number));
            return fields;
        }
        EventEntry event = (EventEntry) entry;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", event.kind());
        fields.put("environment", environment.value());
        fields.put("number", event.number());
        fields.put("updated_at", event.at());
        fields.put("updated_by", event.by());
        Map<String, Object> details = new LinkedHashMap<>();
        event.details().forEach((name, text) -> details.put(name, detail(name, text)));
        fields.put("details", details);
        return fields;
    }

    /** Counts and numbers of keys as numbers, as {@code docs/format.md} has them in events; all else as text. */
    private static Object detail(String name, String text) {
        try {
            return switch (name) {
                case "dek", "secrets", "versions" -> Long.valueOf(text);
                case "deks" ->
                    Arrays.stream(text.split(", ", -1)).map(Long::valueOf).toList();
                default -> text;
            };
        } catch (NumberFormatException e) {
            // Of a later version of Kist.
            return text;
        }
    }

    private static List<String> cells(Entry entry) {
        if (entry instanceof VersionEntry version) {
            return List.of(
                    version.at().toString(),
                    change(version),
                    version.secret().name().value(),
                    String.valueOf(version.secret().version()),
                    version.by());
        }
        EventEntry event = (EventEntry) entry;
        return List.of(
                event.at().toString(), EventText.of(event), event.detail("key").orElse(""), "", event.by());
    }

    private static String word(VersionEntry version) {
        return version.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String change(VersionEntry version) {
        return version.asVersion().isPresent()
                ? word(version) + " as version " + version.asVersion().getAsInt()
                : word(version);
    }
}
