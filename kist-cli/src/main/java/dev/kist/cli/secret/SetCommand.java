package dev.kist.cli.secret;

import dev.kist.InvalidInputException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
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
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.secret.Change;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.internal.secret.Template;
import dev.kist.spi.Freshness;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                .takes(key, value, file, exact, allowEmpty, template, note, ifVersion, create)
                .exclusive(value, file)
                .example("kist set DATABASE_URL", "asks for the value")
                .example("kist set TLS_KEY --file key.pem -e production", "takes it from a file");
    }

    @Override
    public int run(CommandContext context) {
        SecretName name = key.get();
        @Nullable
        Note newNote = note.find().filter(text -> !text.isEmpty()).map(Note::of).orElse(null);
        boolean isNoteAlone = note.isGiven() && !value.isGiven() && !file.isGiven() && !template.isGiven();
        try (Session session = Session.open(context)) {
            Change change = isNoteAlone ? noteChange(name, newNote) : valueChange(readValue(context, name), newNote);
            if (isNoteAlone) {
                session.openEnvironment(Freshness.PRIMARY);
            } else {
                session.openOrCreateEnvironment(create.isGiven());
            }
            SecretWriter writer = session.writer();
            report(
                    context,
                    session,
                    name,
                    ifVersion
                            .find()
                            .map(expected -> writer.writeIfVersion(session.environment(), name, expected, change))
                            .orElseGet(() -> writer.write(session.environment(), name, change)));
        }
        return 0;
    }

    private SecretValue readValue(CommandContext context, SecretName name) {
        String text;
        if (file.isGiven() && !Input.isStandard(file.get())) {
            text = Input.readFile(context.directory().resolve(file.get()));
        } else if (value.isGiven() && !Input.isStandard(value.get())) {
            text = value.get();
        } else {
            text = readInput(context.terminal(), name);
            if (text.isEmpty() && !allowEmpty.isGiven()) {
                throw new InvalidInputException(
                        "the input is empty: " + name + " is left as it is", "say --allow-empty for the empty value");
            }
        }
        if (template.isGiven()) {
            Template.parse(text);
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

    private Change valueChange(SecretValue newValue, @Nullable Note newNote) {
        return current -> {
            Optional<Secret> live = current.filter(secret -> !secret.isDeleted());
            @Nullable
            Note nextNote = !note.isGiven() ? live.flatMap(Secret::note).orElse(null) : newNote;
            Secret.Content next = new Secret.Content(newValue, nextNote, template.isGiven() ? Secret.Kind.TEMPLATE : Secret.Kind.LITERAL);
            return live.map(Secret::content).filter(next::equals).isPresent() ? Optional.empty() : Optional.of(next);
        };
    }

    private Change noteChange(SecretName name, @Nullable Note newNote) {
        return current -> {
            Secret live = current.filter(secret -> !secret.isDeleted())
                    .orElseThrow(
                            () -> new NotFoundException("secret " + name + " does not exist", "give it a value, too"));
            Secret.Content next = live.content().withNote(newNote);
            return next.equals(live.content()) ? Optional.empty() : Optional.of(next);
        };
    }

    private static void report(CommandContext context, Session session, SecretName name, Outcome outcome) {
        int version = outcome.secret().orElseThrow().version();
        String where = name + " in " + session.environment();
        context.terminal()
                .note(
                        outcome.isWritten()
                                ? "set " + where + ": version " + version
                                : where + " is unchanged: version " + version);
    }
}
