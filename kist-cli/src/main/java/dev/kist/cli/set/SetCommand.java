package dev.kist.cli.set;

import dev.kist.InvalidInputException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.cli.options.EnvironmentOption;
import dev.kist.cli.session.CommandContext;
import dev.kist.cli.session.Session;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.Terminal;
import dev.kist.internal.secret.Change;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.internal.secret.Template;
import dev.kist.spi.Freshness;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kist set}: writes a secret's next version. */
@Command(
        name = "set",
        description = {
            "Set a secret, encrypted on this machine.",
            "Without VALUE it is asked for on a terminal, without echo, and read from",
            "standard input elsewhere. A value on the command line can be seen by other",
            "users of this machine and stays in the shell's history."
        })
public final class SetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KEY", description = "Name of the secret.")
    String key = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "Value, taken as it is.")
    @Nullable
    String value;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the value from a file, every byte.")
    @Nullable
    String file;

    @Option(names = "--exact", description = "Keep the final line end of standard input.")
    boolean isExact;

    @Option(names = "--allow-empty", description = "Accept empty input as the empty value.")
    boolean isEmptyAllowed;

    @Option(
            names = "--template",
            description = {"The value holds $${NAME} references to other", "secrets."})
    boolean isTemplate;

    @Option(names = "--note", paramLabel = "TEXT", description = "A comment for people; alone, the value stays.")
    @Nullable
    String note;

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Write only if the current version is N; 0: if there is no such secret.")
    @Nullable
    Integer ifVersion;

    @Option(names = "--create", description = "Create the environment even if its name is near another's.")
    boolean isCreate;

    @Mixin
    EnvironmentOption environment = new EnvironmentOption();

    private final CommandContext context;

    public SetCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SecretName name = SecretName.parse(key);
        Note newNote = note == null || note.isEmpty() ? null : Note.of(note);
        if (value != null && file != null) {
            throw new InvalidInputException("both VALUE and --file are given", "give one of them");
        }
        if (ifVersion != null && ifVersion < 0) {
            throw new InvalidInputException("--if-version: a version is 1 or more, and 0 stands for none", null);
        }
        boolean isNoteAlone = note != null && value == null && file == null && !isTemplate;
        try (Session session = Session.open(context, environment.asSettings())) {
            Change change = isNoteAlone ? noteChange(newNote) : valueChange(readValue(name), newNote);
            if (isNoteAlone) {
                session.openEnvironment(Freshness.PRIMARY);
            } else {
                session.openOrCreateEnvironment(isCreate);
            }
            SecretWriter writer = session.writer();
            report(
                    session,
                    name,
                    ifVersion == null
                            ? writer.write(session.environment(), name, change)
                            : writer.writeIfVersion(session.environment(), name, ifVersion, change));
        }
        return 0;
    }

    private SecretValue readValue(SecretName name) {
        Terminal terminal = context.terminal();
        String text;
        if (value != null) {
            text = value;
        } else if (file != null) {
            text = Input.readFile(Path.of(file));
        } else {
            boolean isAsked = terminal.streams().isTerminalIn();
            text = isAsked
                    ? terminal.askSecret("value of " + name)
                    : Input.readAll(terminal.streams().in(), isExact);
            if (text.isEmpty() && !isEmptyAllowed) {
                throw new InvalidInputException(
                        "the input is empty: " + name + " is left as it is", "say --allow-empty for the empty value");
            }
        }
        if (isTemplate) {
            Template.parse(text);
        }
        return SecretValue.of(text);
    }

    private Change valueChange(SecretValue newValue, @Nullable Note newNote) {
        return current -> {
            Optional<Secret> live = current.filter(secret -> !secret.isDeleted());
            @Nullable Note nextNote = note == null ? live.flatMap(Secret::note).orElse(null) : newNote;
            Secret.Content next =
                    new Secret.Content(newValue, nextNote, isTemplate ? Secret.Kind.TEMPLATE : Secret.Kind.LITERAL);
            return live.map(Secret::content).filter(next::equals).isPresent() ? Optional.empty() : Optional.of(next);
        };
    }

    private Change noteChange(@Nullable Note newNote) {
        return current -> {
            Secret live = current.filter(secret -> !secret.isDeleted())
                    .orElseThrow(
                            () -> new NotFoundException("secret " + key + " does not exist", "give it a value, too"));
            Secret.Content next = live.content().withNote(newNote);
            return next.equals(live.content()) ? Optional.empty() : Optional.of(next);
        };
    }

    private void report(Session session, SecretName name, Outcome outcome) {
        int version = outcome.secret().orElseThrow().version();
        String where = name + " in " + session.environment();
        context.terminal()
                .note(
                        outcome.isWritten()
                                ? "set " + where + ": version " + version
                                : where + " is unchanged: version " + version);
    }
}
