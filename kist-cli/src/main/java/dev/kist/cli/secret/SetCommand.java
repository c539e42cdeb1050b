package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.Note;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Written;
import dev.kist.cli.command.Command;
import dev.kist.cli.command.Description;
import dev.kist.cli.options.Flag;
import dev.kist.cli.options.Operand;
import dev.kist.cli.options.Option;
import dev.kist.cli.options.SharedOptions;
import dev.kist.cli.options.WholeNumber;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.Size;
import dev.kist.cli.terminal.Terminal;
import java.util.Optional;

/** {@code kist set}: writes a secret's next version. */
public final class SetCommand implements Command {
    private final Operand<SecretName> key = Operand.one("KEY", SecretName::parse, "Name of the secret.");
    private final Operand<String> value =
            Operand.optional("VALUE", text -> text, "Value, taken as it is; - is standard input.");
    private final Option<String> file =
            Option.text("--file", "FILE", "Read the value from a file, every byte; - is standard input.");
    private final Flag exact = Flag.of("--exact", "Keep the final line end of standard input.");
    private final Flag allowEmpty = Flag.of("--allow-empty", "Accept empty input as the empty value.");
    private final Flag template = Flag.of("--template", "The value holds ${NAME} references to other secrets.");
    private final Flag literal = Flag.of("--literal", "The value is text, even if the secret was a template.");
    private final Option<String> note = Option.text("--note", "TEXT", "A comment for people; alone, the value stays.");
    private final Option<Integer> ifVersion = Option.of(
            "--if-version",
            "N",
            WholeNumber.from(0, "a version is 1 or more, and 0 stands for none"),
            "Write only if the current version is N; 0: if there is no such secret.");
    private final Flag create = SharedOptions.create();

    @Override
    public Description description() {
        return Description.of(
                        "Set a secret, encrypted on this machine.",
                        "Without VALUE it is asked for on a terminal, without echo, and read from standard input"
                                + " elsewhere. A value on the command line can be seen by other users of this machine"
                                + " and stays in the shell's history.")
                .takes(key, value, file, exact, allowEmpty, template, literal, note, ifVersion, create)
                .exclusive(value, file)
                .exclusive(template, literal)
                .example("kist set DATABASE_URL", "asks for the value")
                .example("kist set TLS_KEY --file key.pem -e production", "takes it from a file");
    }

    @Override
    public int run(CommandContext context) {
        SecretName name = key.get();
        Optional<Note> newNote = note.find().filter(text -> !text.isEmpty()).map(Note::of);
        try (Session session = Session.open(context)) {
            if (isNoteAlone()) {
                report(context, session.write(environment -> environment.setNote(name, newNote)));
                return 0;
            }
            SecretValue newValue = readValue(context, name);
            session.createIfMissing(create.isGiven());
            Written written = session.write(environment -> environment.set(name, newValue, options(newNote)));
            report(context, written);
        }
        return 0;
    }

    private boolean isNoteAlone() {
        return note.isGiven() && !value.isGiven() && !file.isGiven() && !template.isGiven() && !literal.isGiven();
    }

    private SetOptions options(Optional<Note> newNote) {
        SetOptions options = SetOptions.none();
        options = newNote.map(options::note).orElse(options);
        options = ifVersion.find().map(options::ifVersion).orElse(options);
        options = template.isGiven() ? options.reading(SetOptions.Reading.TEMPLATE) : options;
        return literal.isGiven() ? options.reading(SetOptions.Reading.LITERAL) : options;
    }

    private SecretValue readValue(CommandContext context, SecretName name) {
        if (file.isGiven() && !Input.isStandardFile(file.get())) {
            return SecretValue.of(Input.readFile(context.directory().resolve(file.get())));
        }
        if (value.isGiven() && !Input.isStandard(value.get())) {
            return SecretValue.of(value.get());
        }
        String text = readInput(context.terminal(), name);
        if (text.isEmpty() && !allowEmpty.isGiven()) {
            throw new InvalidInputException(
                    "the input is empty: " + name + " is left as it is", "say --allow-empty for the empty value");
        }
        return SecretValue.of(text);
    }

    /** Asked for on a terminal, unless standard input is named; {@code --file -} keeps every byte, as a file does. */
    private String readInput(Terminal terminal, SecretName name) {
        boolean isNamed = file.isGiven() || value.isGiven();
        return terminal.streams().isTerminalIn() && !isNamed
                ? terminal.askSecret("value of " + name)
                : Input.readAll(terminal.streams().in(), exact.isGiven() || file.isGiven());
    }

    private static void report(CommandContext context, Written written) {
        Terminal terminal = context.terminal();
        String where = written.secret().name() + " in " + written.secret().environment();
        int version = written.secret().version();
        String size = ", " + Size.of(written.secret().value().text());
        terminal.note(
                written.isNew()
                        ? "set " + where + ": version " + version + size
                        : where + " is unchanged: version " + version);
        if (written.isNoLongerTemplate()) {
            terminal.note(where + " was a template and is text now");
        }
        written.near().stream()
                .findFirst()
                .ifPresent(near ->
                        terminal.note(where + " is new, and there is " + near + " already: was that one meant?"));
    }
}
