package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Moment;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.internal.secret.LoadedSecrets;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code kist get}: prints values. */
public final class GetCommand implements Command {
    private final Operand<SecretName> keys =
            Operand.several(1, Integer.MAX_VALUE, "KEY", SecretName::parse, "Names of secrets.");
    private final Flag withoutNewline = Flag.of("-n", "Print no newline after the value.");
    private final Flag raw = Flag.of("--raw", "Print a template as it is stored.");
    private final Flag note = Flag.of("--note", "Print the note instead of the value.");
    private final Option<Integer> version = Option.of(
            "--version",
            "N",
            WholeNumber.from(1, "kist history KEY shows the versions"),
            "Print this version, as it is stored.");
    private final AtOption at = new AtOption();
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of("Print the values of secrets, one a line in the order asked.")
                .takes(keys, withoutNewline, raw, note, version, at, skip)
                .exclusive(version, at)
                .example("kist get DATABASE_URL", "prints the value")
                .example("kist get USER PASSWORD --json -e production", "prints a JSON object");
    }

    @Override
    public int run(CommandContext context) {
        List<SecretName> names = keys.values();
        Optional<Moment> moment = at.moment();
        Map<String, String> texts = new LinkedHashMap<>();
        if (version.isGiven() && names.size() > 1) {
            throw new InvalidInputException("--version goes with one KEY", "ask for one at a time");
        }
        try (Session session = Session.open(context)) {
            if (version.isGiven()) {
                texts.put(names.get(0).value(), text(context, session, names.get(0)));
            } else {
                read(context, session, names, moment).forEach(texts::put);
            }
        }
        print(context, texts);
        return 0;
    }

    private String text(CommandContext context, Session session, SecretName name) {
        int number = version.get();
        session.openEnvironment(Freshness.PREFER_PRIMARY);
        Secret secret = session.history().read(session.environment(), name).version(number);
        if (secret.isDeleted()) {
            throw new NotFoundException(
                    "version " + number + " of secret " + name + " is a deletion",
                    "kist history " + name + " --environment " + session.environment() + " shows the others");
        }
        if (note.isGiven()) {
            return note(name, secret);
        }
        if (secret.isTemplate() && !raw.isGiven()) {
            context.terminal().note("version " + number + " of " + name + " is a template: printed as it is stored");
        }
        return secret.value().text();
    }

    private Map<String, String> read(
            CommandContext context, Session session, List<SecretName> names, Optional<Moment> moment) {
        SecretLoader loader = session.loader(moment);
        LoadedSecrets loaded = skip.isGiven()
                ? loader.load(session.environment(), skip.policy())
                : loader.load(session.environment(), names);
        session.welcome(loaded.environment());
        Map<String, String> texts = new LinkedHashMap<>();
        List<KistException> unreadable = new ArrayList<>();
        for (SecretName name : names) {
            try {
                texts.put(name.value(), text(loaded, name));
            } catch (KistException e) {
                if (!skip.isGiven() || !loaded.unreadable().contains(e)) {
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
        if (note.isGiven()) {
            Secret secret = loaded.find(name).orElse(null);
            // Asking for the value says that it does not exist, and what is near.
            return secret == null ? loaded.value(name).text() : note(name, secret);
        }
        return raw.isGiven()
                ? loaded.find(name).map(secret -> secret.value().text()).orElseGet(() -> loaded.value(name)
                        .text())
                : loaded.value(name).text();
    }

    private void print(CommandContext context, Map<String, String> texts) {
        if (context.isJson()) {
            context.printJson(texts);
            return;
        }
        List<String> asked = keys.values().stream().map(SecretName::value).toList();
        if (asked.size() > 1) {
            if (!texts.keySet().containsAll(asked)) {
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
                asked.stream()
                        .map(key -> Objects.requireNonNull(texts.get(key)))
                        .toList());
        context.terminal().data(withoutNewline.isGiven() ? joined : joined + "\n");
    }
}
