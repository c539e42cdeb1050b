package dev.kist.cli.list;

import dev.kist.EnvironmentName;
import dev.kist.ForeignSecretException;
import dev.kist.KistException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.cli.ExitCode;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.options.Moment;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.SecretFields;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Age;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.Table;
import dev.kist.internal.secret.SecretReader.Reading;
import dev.kist.spi.Freshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kist list}: shows what there is, never values. */
@Command(name = "list", description = "List secrets: name, version, age, who; never values.")
public final class ListCommand implements Callable<Integer> {
    @Option(names = "--all", description = "List every environment.")
    boolean isAll;

    @Option(names = "--notes", description = "Show notes.")
    boolean isNotes;

    @Mixin
    AtOption at = new AtOption();

    @Mixin
    SkipOption skip = new SkipOption();

    @Option(names = "--json", description = "Print a JSON array of objects.")
    boolean isJson;

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public ListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Secret> secrets = new ArrayList<>();
        List<KistException> unreadable = new ArrayList<>();
        Instant now;
        Optional<Moment> moment = at.moment();
        try (Session session = Session.open(context, environment.asSettings())) {
            List<EnvironmentName> names = isAll ? session.environments().names() : List.of(session.environment());
            for (EnvironmentName name : names) {
                try {
                    Reading reading = read(session, name, moment);
                    session.welcome(reading.environment());
                    secrets.addAll(reading.secrets().stream()
                            .filter(secret -> !secret.isDeleted())
                            .toList());
                    unreadable.addAll(reading.unreadable());
                } catch (KistException e) {
                    if (!isAll || e.reason() != KistException.Reason.NOT_READABLE) {
                        throw e;
                    }
                    unreadable.add(e);
                }
            }
            now = session.store().now();
        }
        print(secrets, now);
        return report(unreadable);
    }

    private static Reading read(Session session, EnvironmentName name, Optional<Moment> moment) {
        return moment.isPresent()
                ? session.history()
                        .readAllAt(name, moment.get().in(session.store().now()))
                : session.reader().readAll(name, Freshness.PREFER_PRIMARY);
    }

    private void print(List<Secret> secrets, Instant now) {
        if (isJson) {
            context.terminal()
                    .dataLine(Json.of(secrets.stream().map(this::fields).toList()));
            return;
        }
        if (secrets.isEmpty()) {
            context.terminal().note("no secrets yet; kist set KEY sets one");
            return;
        }
        List<String> headings = new ArrayList<>(List.of("NAME", "VERSION", "AGE", "BY"));
        if (isAll) {
            headings.add(0, "ENVIRONMENT");
        }
        if (isNotes) {
            headings.add("NOTE");
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (Secret secret : secrets) {
            List<String> cells = new ArrayList<>(List.of(
                    secret.name().value(),
                    String.valueOf(secret.version()),
                    Age.of(secret.updatedAt(), now),
                    secret.updatedBy().value()));
            if (isAll) {
                cells.add(0, secret.environment().value());
            }
            if (isNotes) {
                cells.add(secret.note().map(Note::text).orElse("").replaceAll("\\p{Cntrl}+", " "));
            }
            table.add(cells);
        }
        context.terminal().data(String.join("\n", table.lines()) + "\n");
    }

    private Map<String, Object> fields(Secret secret) {
        Map<String, Object> fields = SecretFields.of(secret);
        if (isNotes) {
            fields.put("note", secret.note().map(Note::text).orElse(""));
        }
        return fields;
    }

    /** Names what could not be listed; documents that are not Kist's are no failure, all else is. */
    private int report(List<KistException> unreadable) {
        if (skip.isSkip()) {
            skip.warn(context.terminal(), unreadable);
            return 0;
        }
        int code = 0;
        for (KistException e : unreadable) {
            if (e instanceof ForeignSecretException) {
                context.terminal().warning(String.valueOf(e.getMessage()));
            } else {
                context.terminal().error(String.valueOf(e.getMessage()));
                code = Math.max(code, ExitCode.of(e));
            }
        }
        return code;
    }
}
