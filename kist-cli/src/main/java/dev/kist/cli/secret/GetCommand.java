package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.Snapshot.Loaded;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.AtOption;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SkipOption;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        Map<String, String> texts = new LinkedHashMap<>();
        if (version.isGiven() && names.size() > 1) {
            throw new InvalidInputException("--version goes with one KEY", "ask for one at a time");
        }
        try (Session session = Session.open(context)) {
            if (version.isGiven()) {
                texts.put(names.get(0).value(), text(context, session, names.get(0)));
            } else {
                texts.putAll(read(context, session, names));
            }
        }
        print(context, texts);
        return 0;
    }

    private String text(CommandContext context, Session session, SecretName name) {
        int number = version.get();
        Secret secret = session.read(environment -> environment.history(name)).version(number);
        if (secret.isDeleted()) {
            throw new NotFoundException(
                    "version " + number + " of secret " + name + " is a deletion",
                    "kist history " + name + " --environment " + session.name() + " shows the others");
        }
        if (note.isGiven()) {
            return note(secret);
        }
        if (secret.isTemplate() && !raw.isGiven()) {
            context.terminal().note("version " + number + " of " + name + " is a template: printed as it is stored");
        }
        return secret.value().text();
    }

    private Map<String, String> read(CommandContext context, Session session, List<SecretName> names) {
        Loading what = skip.applyTo(at.applyTo(Loading.all().only(names)));
        Snapshot snapshot = session.read(environment -> environment.load(what));
        Map<String, String> texts = new LinkedHashMap<>();
        for (SecretName name : names) {
            if (snapshot.secrets().containsKey(name) || !skip.isGiven()) {
                texts.put(name.value(), text(snapshot.require(name)));
            }
        }
        List<KistException> unreadable = snapshot.unreadable();
        if (texts.isEmpty() && !unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
        skip.warn(context.terminal(), unreadable);
        return texts;
    }

    private String text(Loaded loaded) {
        if (note.isGiven()) {
            return note(loaded.stored());
        }
        return raw.isGiven() ? loaded.stored().value().text() : loaded.value().text();
    }

    private static String note(Secret secret) {
        return secret.note()
                .map(Note::text)
                .orElseThrow(() -> new NotFoundException("secret " + secret.name() + " has no note", null));
    }

    private void print(CommandContext context, Map<String, String> texts) {
        if (context.isJson()) {
            context.printJson(texts);
            return;
        }
        List<String> asked = keys.values().stream().map(SecretName::value).toList();
        if (asked.size() > 1) {
            requireOneLineEach(asked, texts);
        }
        String joined = String.join(
                "\n",
                asked.stream()
                        .map(key -> Objects.requireNonNull(texts.get(key)))
                        .toList());
        context.terminal().data(withoutNewline.isGiven() ? joined : joined + "\n");
    }

    private static void requireOneLineEach(List<String> asked, Map<String, String> texts) {
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
}
