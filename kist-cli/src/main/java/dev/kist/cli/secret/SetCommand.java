// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.TemplateOrTextException;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Arguments;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.BrokenTemplates;
import dev.kist.cli.session.ChangedKinds;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.HowWritten;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.Size;
import dev.kist.cli.terminal.Terminal;
import dev.kist.dotenv.ValueHint;
import dev.kist.dotenv.WarningCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code kist set}: writes a secret's next version. */
public final class SetCommand implements Command {
    private final Operand<Assignment> key = Operand.one("KEY", Assignment::parse, "Name of the secret.");
    private final Operand<String> value =
            Operand.several(0, Integer.MAX_VALUE, "VALUE", text -> text, "Value, taken as it is; - is standard input.");
    private final Option<String> file =
            Option.filled("--file", "FILE", "Read the value from a file, every byte; - is standard input.");
    private final Flag exact = Flag.of("--exact", "Keep the final line end of standard input.");
    private final Flag binary = Flag.of("--binary", "The file holds bytes, not text: a key store, a certificate.");
    private final Flag force = Flag.of("--force", "Set it even if a template breaks by it.");
    private final Flag allowEmpty = Flag.of("--allow-empty", "Accept empty input as the empty value.");
    private final Flag template = Flag.of("--template", "The value holds ${NAME} references to other secrets.");
    private final Flag literal = Flag.of("--literal", "The value is text, even if the secret was a template.");
    private final Option<String> note =
            Option.text("--note", "TEXT", "A comment for people; without VALUE, the value stays.");
    private final Option<Integer> ifVersion = Option.of(
            "--if-version",
            "N",
            WholeNumber.from(0, "a version is 1 or more, and 0 stands for none"),
            "Write only if the current version is N; 0: if there is no such secret.");
    private final GeneratedOption generated = new GeneratedOption();
    private final Flag create = SharedOptions.create();

    @Override
    public Description description() {
        return Description.of(
                        "Set a secret, encrypted on this machine.",
                        "Without VALUE it is asked for on a terminal, without echo, and read from standard input"
                                + " elsewhere. A value on the command line can be seen by other users of this machine"
                                + " and stays in the shell's history.",
                        "Several secrets are written as KEY=VALUE: all are set, or none.")
                .takes(
                        key,
                        value,
                        file,
                        exact,
                        binary,
                        allowEmpty,
                        template,
                        literal,
                        force,
                        note,
                        ifVersion,
                        generated,
                        create)
                .checks(() -> generated.requireLengthBehindIt(value))
                .exclusive(generated.exclusiveWith(value, file))
                .exclusive(generated.exclusiveWith(template, literal, binary))
                .exclusive(generated.alphabets())
                .exclusive(value, binary)
                .synopsis("[OPTIONS] KEY [VALUE]", "[OPTIONS] KEY=VALUE...")
                .example("kist set DATABASE_URL", "asks for the value")
                .example("kist set USER=app PORT=5432", "sets several, all or none")
                .example("kist set TLS_KEY --file key.pem -e production", "takes it from a file")
                .example("kist set SESSION_KEY --generate", "makes 32 letters and digits that nobody has seen");
    }

    @Override
    public int run(CommandContext context) {
        if (key.get().hasValue()) {
            setAssigned(context, key.get().and(value.values()));
            return 0;
        }
        SecretName name = key.get().name();
        requireOneValue(name);
        Map<SecretName, SecretValue> made = generated.make(name);
        try (Session session = Session.open(context)) {
            if (!made.isEmpty()) {
                SetOptions options = options().reading(SetOptions.Reading.LITERAL);
                session.createIfMissing(create.isGiven(), made, options);
                generated.requireNoOtherPublic(session, name);
                setAll(context, session, made, options);
                return 0;
            }
            boolean mayBeNear = isAskedFor(context.terminal())
                    ? session.requireSettable(name, ifVersion.find(), create.isGiven())
                    : create.isGiven();
            Optional<SecretValue> newValue = saysValue() || !note.isGiven()
                    ? Optional.of(readValue(context, name))
                    : valueBesideNote(context.terminal());
            if (newValue.isEmpty()) {
                report(context, session.write(environment -> ifVersion
                        .find()
                        .map(version -> environment.setNote(name, newNote(), version))
                        .orElseGet(() -> environment.setNote(name, newNote()))));
                return 0;
            }
            session.createIfMissing(mayBeNear, Map.of(name, newValue.get()), options());
            report(context, write(session, context.terminal(), name, newValue.get(), options()));
        }
        return 0;
    }

    private void requireOneValue(SecretName name) {
        if (value.values().size() > 1) {
            throw new InvalidInputException(
                    "wrong arguments: " + name + " is given " + value.values().size() + " values",
                    "put quotes around a value that holds blanks; write several secrets as KEY=VALUE");
        }
    }

    private void setAssigned(CommandContext context, Map<SecretName, String> texts) {
        if (file.isGiven() || binary.isGiven() || generated.isGiven()) {
            throw new InvalidInputException(
                    "wrong arguments: KEY=VALUE is given, and another place that the value comes from",
                    "give KEY alone with --file, --binary or --generate");
        }
        if (texts.size() > 1 && (note.isGiven() || ifVersion.isGiven())) {
            throw new InvalidInputException(
                    "wrong arguments: " + (note.isGiven() ? "--note" : "--if-version") + " goes with one secret",
                    "set that one by itself");
        }
        if (texts.values().stream().filter(Input::isStandard).count() > 1) {
            throw new InvalidInputException(
                    "wrong arguments: standard input is the value of two secrets", "it can be read once");
        }
        try (Session session = Session.open(context)) {
            Map<SecretName, SecretValue> values = new LinkedHashMap<>();
            texts.forEach((name, text) ->
                    values.put(name, Input.isStandard(text) ? readText(context, name) : SecretValue.of(text)));
            session.createIfMissing(create.isGiven(), values, options());
            if (values.size() == 1) {
                values.forEach(
                        (name, one) -> report(context, write(session, context.terminal(), name, one, options())));
            } else {
                setAll(context, session, values, options());
            }
        }
    }

    private void setAll(
            CommandContext context, Session session, Map<SecretName, SecretValue> values, SetOptions options) {
        WrittenTogether set = session.write(environment -> environment.setAll(values, options));
        set.secrets().forEach(written -> report(context, written));
        HowWritten.say(context.terminal(), "set", set);
        BrokenTemplates.warn(context.terminal(), set.broken());
    }

    /** Writes; whether a template stays one where that is open is asked on a terminal. */
    private static Written write(
            Session session, Terminal terminal, SecretName name, SecretValue value, SetOptions options) {
        try {
            return session.write(environment -> environment.set(name, value, options));
        } catch (TemplateOrTextException e) {
            int answer = !terminal.canAsk()
                    ? 0
                    : terminal.choose(
                            name + " is a template. What is the new value?",
                            List.of("template: its ${NAME} refer to other secrets, as before", "text: taken as it is"));
            if (answer == 0) {
                throw e;
            }
            SetOptions.Reading reading = answer == 1 ? SetOptions.Reading.TEMPLATE : SetOptions.Reading.LITERAL;
            return session.write(environment -> environment.set(name, value, options.reading(reading)));
        }
    }

    private boolean saysValue() {
        return Stream.of(value, file, template, literal, binary, exact, allowEmpty)
                .anyMatch(Arguments::isGiven);
    }

    /** What is piped in goes with the note; where nothing is, the note is all there is to write. */
    private static Optional<SecretValue> valueBesideNote(Terminal terminal) {
        return terminal.streams().isTerminalIn()
                ? Optional.empty()
                : Optional.of(Input.readAll(terminal.streams().in(), false))
                        .filter(text -> !text.isEmpty())
                        .map(SecretValue::of);
    }

    private Optional<Note> newNote() {
        return note.find().filter(text -> !text.isEmpty()).map(Note::of);
    }

    private SetOptions options() {
        SetOptions options = note.isGiven() ? SetOptions.none().withoutNote() : SetOptions.none();
        options = newNote().map(options::note).orElse(options);
        options = ifVersion.find().map(options::ifVersion).orElse(options);
        options = force.isGiven() ? options.force() : options;
        options = template.isGiven() ? options.reading(SetOptions.Reading.TEMPLATE) : options;
        return literal.isGiven() ? options.reading(SetOptions.Reading.LITERAL) : options;
    }

    private SecretValue readValue(CommandContext context, SecretName name) {
        if (binary.isGiven()) {
            return readBytes(context, name);
        }
        if (file.isGiven() && !Input.isStandardFile(file.get())) {
            String text = Input.readFile(context.directory().resolve(file.get()));
            requireMeant(text.isEmpty(), name);
            return SecretValue.of(text);
        }
        if (value.isGiven() && !Input.isStandard(value.values().get(0))) {
            return SecretValue.of(value.values().get(0));
        }
        return readText(context, name);
    }

    private SecretValue readText(CommandContext context, SecretName name) {
        String text = readInput(context.terminal(), name);
        requireMeant(text.isEmpty(), name);
        return SecretValue.of(text);
    }

    private SecretValue readBytes(CommandContext context, SecretName name) {
        Terminal terminal = context.terminal();
        if (!file.isGiven() && terminal.streams().isTerminalIn()) {
            throw new InvalidInputException("bytes cannot be typed", "say --file FILE, or pipe them in");
        }
        byte[] bytes = Input.readBytes(
                terminal.streams().in(), context.directory(), file.find().orElse("-"));
        requireMeant(bytes.length == 0, name);
        return SecretValue.ofBytes(bytes);
    }

    private void requireMeant(boolean isEmpty, SecretName name) {
        if (isEmpty && !allowEmpty.isGiven()) {
            throw new InvalidInputException(
                    "the input is empty: " + name + " is left as it is", "say --allow-empty for the empty value");
        }
    }

    /** Asked for on a terminal, unless standard input is named; {@code --file -} keeps every byte, as a file does. */
    private String readInput(Terminal terminal, SecretName name) {
        if (terminal.streams().isTerminalIn() && !isAskedFor(terminal)) {
            terminal.warning("what you type is shown, and ends with Ctrl-D on a line of its own; kist set " + name
                    + " alone asks for it unseen");
        }
        return isAskedFor(terminal)
                ? terminal.askSecret("value of " + name, "give the value by --file FILE, or through a pipe")
                : Input.readAll(terminal.streams().in(), exact.isGiven() || file.isGiven());
    }

    private boolean isAskedFor(Terminal terminal) {
        boolean isNamed = file.isGiven() || value.isGiven() || key.get().hasValue() || binary.isGiven();
        boolean isNoteAlone = note.isGiven() && !saysValue();
        return terminal.streams().isTerminalIn() && !isNamed && !isNoteAlone;
    }

    private void report(CommandContext context, Written written) {
        Terminal terminal = context.terminal();
        String where = written.secret().name() + " in " + written.secret().environment();
        int version = written.secret().version();
        String size = ", " + Size.of(written.secret().value());
        terminal.note(
                written.isNew()
                        ? "set " + where + ": version " + version + size
                        : where + " is unchanged: version " + version);
        if (!written.secret().value().isBinary()) {
            ValueHint.of(written.secret().value().text())
                    .forEach(hint -> terminal.warning("the value of " + where
                            + (hint.code() == WarningCode.FOR_ANOTHER_TOOL ? ": " : " ") + hint.message()));
        }
        BrokenTemplates.warn(terminal, written.broken());
        ChangedKinds.say(terminal, written, Stream.of(template, literal, binary).anyMatch(Arguments::isGiven));
        written.near().stream()
                .findFirst()
                .ifPresent(near ->
                        terminal.warning(where + " is new, and there is " + near + " already: was that one meant?"));
    }
}
