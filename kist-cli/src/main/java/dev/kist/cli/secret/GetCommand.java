// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Loading;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Printable;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
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
import dev.kist.cli.session.ShownValue;
import dev.kist.cli.terminal.Json;
import dev.kist.cli.terminal.OutputFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

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
    private final Option<String> output =
            Option.filled("-o, --output", "FILE", "Write to a file of mode 0600; - is standard output.");
    private final AtOption at = new AtOption();
    private final SkipOption skip = new SkipOption();

    @Override
    public Description description() {
        return Description.of("Print the values of secrets, one a line in the order asked.")
                .takes(keys, withoutNewline, raw, note, version, output, at, skip)
                .exclusive(version, at)
                .example("kist get DATABASE_URL", "prints the value")
                .example("kist get USER PASSWORD --json -e production", "prints a JSON object")
                .example("kist get KEYSTORE --output app.p12", "writes a binary secret to a file");
    }

    @Override
    public int run(CommandContext context) {
        List<SecretName> names = keys.values();
        Map<String, SecretValue> values = new LinkedHashMap<>();
        if (version.isGiven() && names.size() > 1) {
            throw new InvalidInputException("--version goes with one KEY", "ask for one at a time");
        }
        try (Session session = Session.open(context)) {
            if (version.isGiven()) {
                values.put(names.get(0).value(), value(context, session, names.get(0)));
            } else {
                values.putAll(read(context, session, names));
            }
        }
        print(context, values);
        return 0;
    }

    private SecretValue value(CommandContext context, Session session, SecretName name) {
        int number = version.get();
        Secret secret = session.read(environment -> environment.history(name)).version(number);
        if (secret.isDeleted()) {
            throw new NotFoundException(
                    "version " + number + " of secret " + name + " is a deletion",
                    "kist history " + name + " -e " + session.name() + " shows the others");
        }
        if (note.isGiven()) {
            return note(secret);
        }
        if (secret.isTemplate() && !raw.isGiven()) {
            context.terminal().note("version " + number + " of " + name + " is a template: printed as it is stored");
        }
        return secret.value();
    }

    private Map<String, SecretValue> read(CommandContext context, Session session, List<SecretName> names) {
        Loading asked = skip.applyTo(at.applyTo(Loading.all().only(names)));
        Loading what = raw.isGiven() || note.isGiven() ? asked.asStored() : asked;
        Snapshot snapshot = session.read(environment -> environment.load(what));
        Map<String, SecretValue> values = new LinkedHashMap<>();
        for (SecretName name : names) {
            if (snapshot.secrets().containsKey(name) || !skip.isGiven()) {
                values.put(name.value(), value(snapshot.require(name)));
            }
        }
        List<KistException> unreadable = snapshot.unreadable();
        if (values.isEmpty() && !unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
        skip.warn(context.terminal(), unreadable);
        return values;
    }

    private SecretValue value(Loaded loaded) {
        return note.isGiven() ? note(loaded.stored()) : loaded.value();
    }

    private static SecretValue note(Secret secret) {
        return secret.note()
                .map(Note::text)
                .map(SecretValue::of)
                .orElseThrow(() -> new NotFoundException(
                        "secret " + secret.name() + " of " + secret.environment() + " has no note",
                        "kist set " + secret.name() + " --note TEXT -e " + secret.environment() + " writes one"));
    }

    private void print(CommandContext context, Map<String, SecretValue> values) {
        if (context.isJson()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            values.forEach((name, value) -> shown.put(name, ShownValue.json(value)));
            write(context, Json.of(shown) + "\n");
            return;
        }
        List<String> asked = keys.values().stream().map(SecretName::value).toList();
        if (asked.size() > 1) {
            requireOneLineEach(asked, values);
        }
        SecretValue first = Objects.requireNonNull(values.get(asked.get(0)));
        if (first.isBinary()) {
            write(context, asked.get(0), first.bytes());
            return;
        }
        String joined = asked.stream()
                .map(key -> Objects.requireNonNull(values.get(key)).text())
                .collect(Collectors.joining("\n"));
        // A note is others' text: what a terminal could act on is made visible there.
        boolean isShown = note.isGiven()
                && !output.isGiven()
                && context.terminal().streams().isTerminalOut();
        String text = isShown ? joined.lines().map(Printable::visible).collect(Collectors.joining("\n")) : joined;
        write(context, withoutNewline.isGiven() ? text : text + "\n");
    }

    private Optional<String> file() {
        return output.find().filter(name -> !OutputFile.isStandard(name));
    }

    private void write(CommandContext context, String text) {
        file().ifPresentOrElse(
                        name -> {
                            OutputFile.replace(OutputFile.in(context.directory(), name), text);
                            sayWritten(context, name);
                        },
                        () -> context.terminal().data(text));
    }

    /** Bytes go to a terminal only where standard output was named. */
    private void write(CommandContext context, String name, byte[] bytes) {
        if (!output.isGiven() && context.terminal().streams().isTerminalOut()) {
            throw new InvalidInputException(
                    "the value of " + name + " is binary: it is not written to a terminal",
                    "say --output FILE, or pipe the output");
        }
        file().ifPresentOrElse(
                        file -> {
                            OutputFile.replace(OutputFile.in(context.directory(), file), bytes);
                            sayWritten(context, file);
                        },
                        () -> context.terminal().data(bytes));
    }

    private static void sayWritten(CommandContext context, String file) {
        context.terminal().note("wrote " + file);
    }

    private static void requireOneLineEach(List<String> asked, Map<String, SecretValue> values) {
        if (!values.keySet().containsAll(asked)) {
            throw new InvalidInputException(
                    "a value cannot be read: a line each would not tell which one is missing", "say --json");
        }
        values.forEach((name, value) -> {
            boolean isLine = !value.isBinary() && value.text().chars().noneMatch(c -> c == '\n' || c == '\r');
            if (!isLine) {
                throw new InvalidInputException(
                        "the value of " + name + (value.isBinary() ? " is binary" : " has several lines")
                                + ": a line each would not tell them apart",
                        "say --json, or get " + name + " alone");
            }
        });
    }
}
