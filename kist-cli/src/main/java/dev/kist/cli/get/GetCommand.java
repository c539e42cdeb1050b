package dev.kist.cli.get;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.options.Moment;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Json;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist get}: prints values. */
@Command(name = "get", description = "Print the values of secrets, one a line in the order asked.")
public final class GetCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "KEY", description = "Names of secrets.")
    List<String> keys = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object, name to value.")
    boolean isJson;

    @Option(names = "-n", description = "Print no newline after the value.")
    boolean isWithoutNewline;

    @Option(names = "--raw", description = "Print a template as it is stored.")
    boolean isRaw;

    @Option(names = "--note", description = "Print the note instead of the value.")
    boolean isNote;

    @Option(names = "--version", paramLabel = "N", description = "Print this version, as it is stored.")
    @Nullable
    Integer version;

    @Mixin
    AtOption at = new AtOption();

    @Mixin
    SkipOption skip = new SkipOption();

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public GetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<SecretName> names = keys.stream().map(SecretName::parse).toList();
        Optional<Moment> moment = at.moment();
        Map<String, String> texts = new LinkedHashMap<>();
        if (version != null && (names.size() > 1 || moment.isPresent())) {
            throw new InvalidInputException("--version goes with one KEY and without --at", "ask for one at a time");
        }
        try (Session session = Session.open(context, environment.asSettings())) {
            if (version != null) {
                texts.put(names.get(0).value(), text(session, names.get(0), version));
            } else {
                read(session, names, moment).forEach(texts::put);
            }
        }
        print(texts);
        return 0;
    }

    private String text(Session session, SecretName name, int number) {
        session.openEnvironment(Freshness.PREFER_PRIMARY);
        Secret secret = session.history().read(session.environment(), name).version(number);
        if (secret.isDeleted()) {
            throw new NotFoundException(
                    "version " + number + " of secret " + name + " is a deletion",
                    "kist history " + name + " --environment " + session.environment() + " shows the others");
        }
        if (isNote) {
            return note(name, secret);
        }
        if (secret.isTemplate() && !isRaw) {
            context.terminal().note("version " + number + " of " + name + " is a template: printed as it is stored");
        }
        return secret.value().text();
    }

    private Map<String, String> read(Session session, List<SecretName> names, Optional<Moment> moment) {
        SecretLoader loader = session.loader(moment);
        LoadedSecrets loaded = skip.isSkip()
                ? loader.load(session.environment(), skip.policy())
                : loader.load(session.environment(), names);
        session.welcome(loaded.environment());
        Map<String, String> texts = new LinkedHashMap<>();
        List<KistException> unreadable = new ArrayList<>();
        for (SecretName name : names) {
            try {
                texts.put(name.value(), text(loaded, name));
            } catch (KistException e) {
                if (!skip.isSkip() || !loaded.unreadable().contains(e)) {
                    throw e;
                }
                unreadable.add(e);
            }
        }
        if (texts.isEmpty() && !unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
        skip.warn(context.terminal(), unreadable);
        return texts;
    }

    private static String note(SecretName name, Secret secret) {
        return secret.note()
                .map(Note::text)
                .orElseThrow(() -> new NotFoundException("secret " + name + " has no note", null));
    }

    private String text(LoadedSecrets loaded, SecretName name) {
        if (isNote) {
            Secret secret = loaded.find(name).orElse(null);
            // Asking for the value says that it does not exist, and what is near.
            return secret == null ? loaded.value(name).text() : note(name, secret);
        }
        return isRaw
                ? loaded.find(name).map(secret -> secret.value().text()).orElseGet(() -> loaded.value(name)
                        .text())
                : loaded.value(name).text();
    }

    private void print(Map<String, String> texts) {
        if (isJson) {
            context.terminal().dataLine(Json.of(texts));
            return;
        }
        if (keys.size() > 1) {
            if (!texts.keySet().containsAll(keys)) {
                throw new InvalidInputException(
                        "a value cannot be read: a line each would not tell which one is missing", "say --json");
            }
            texts.forEach((name, text) -> {
                if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                    throw new InvalidInputException(
                            "the value of " + name + " has several lines: a line each would not tell them apart",
                            "say --json, or get " + name + " alone");
                }
            });
        }
        String joined = String.join(
                "\n",
                keys.stream().map(key -> Objects.requireNonNull(texts.get(key))).toList());
        context.terminal().data(isWithoutNewline ? joined : joined + "\n");
    }
}
