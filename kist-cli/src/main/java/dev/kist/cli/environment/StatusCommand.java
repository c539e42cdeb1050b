// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import dev.kist.KeyAtHand;
import dev.kist.KistException;
import dev.kist.KistFolder;
import dev.kist.Setting;
import dev.kist.SettingValue;
import dev.kist.Settings;
import dev.kist.Sight;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Advice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code kist status}: shows where one is, with which key, and whether the environment is trusted. */
public final class StatusCommand implements Command {
    @Override
    public Description description() {
        return Description.of("Show the environment, the store, your key, and whether the environment is trusted.")
                .example("kist status", "shows where you are")
                .example("kist status -e production --json", "prints it for another program");
    }

    @Override
    public int run(CommandContext context) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Optional<String> advice;
        try (Session session = Session.open(context)) {
            Settings settings = session.settings();
            fields.put("environment", session.name().value());
            fields.put("environment_from", source(settings, Setting.ENVIRONMENT));
            fields.put("store", session.kist().store().toString());
            fields.put("store_from", source(settings, Setting.MONGODB_URI));
            fields.put(
                    "folder",
                    settings.folder()
                            .map(KistFolder::path)
                            .map(Object::toString)
                            .orElse(""));
            fields.put(
                    "key",
                    session.kist().keys().stream()
                            .findFirst()
                            .map(KeyAtHand::id)
                            .orElse(""));
            advice = look(session, fields);
        }
        if (context.isJson()) {
            context.printJson(fields);
        } else {
            fields.forEach((name, value) -> {
                String text = value instanceof List<?> several
                        ? several.stream().map(Object::toString).collect(Collectors.joining(", "))
                        : value.toString();
                if (!text.isEmpty()) {
                    context.terminal().textLine(String.format("%-17s %s", name.replace('_', ' '), text));
                }
            });
        }
        advice.ifPresent(context.terminal()::suggest);
        return 0;
    }

    /**
     * Whether the environment is there, opens and is trusted; what stands in the way is part of the answer.
     *
     * @return what to do about it
     */
    private static Optional<String> look(Session session, Map<String, Object> fields) {
        try {
            if (!session.environment().exists()) {
                fields.put("state", "does not exist");
                return session.environment().nearNames().stream().findFirst().map(near -> "did you mean " + near + "?");
            }
            Sight sight = session.environment().sight();
            fields.put("fingerprint", sight.fingerprint().hex());
            fields.put("state", state(sight.trust()));
            List<String> parents = session.environment().parents().stream()
                    .map(parent -> parent.environment().value())
                    .toList();
            fields.put("parents", parents);
            return Optional.empty();
        } catch (KistException e) {
            fields.put("state", String.valueOf(e.getMessage()));
            return Advice.hint(e);
        }
    }

    private static String state(Sight.Trust trust) {
        return trust == Sight.Trust.NOT_NEEDED
                ? "opens; a local store needs no trusted fingerprint"
                : "opens; " + trust.name().toLowerCase(Locale.ROOT);
    }

    private static String source(Settings settings, Setting setting) {
        return settings.find(setting).map(SettingValue::source).orElse("");
    }
}
