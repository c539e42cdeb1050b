package dev.kist.cli.transfer;

import dev.kist.InvalidInputException;
import dev.kist.Note;
import dev.kist.Printable;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.cli.terminal.FileFault;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.Terminal;
import dev.kist.dotenv.Dialect;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import dev.kist.dotenv.DotenvWarning;
import dev.kist.dotenv.Reading;
import dev.kist.dotenv.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files to migrate and checks every entry of them, before anything is written. */
final class SourceFiles {
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private final Terminal terminal;
    private final MigrationOptions options;
    private final Map<String, String> variables;
    private final Map<SecretName, Secret.Content> contents = new LinkedHashMap<>();
    private final Map<SecretName, String> places = new LinkedHashMap<>();
    private final List<String> malformed = new ArrayList<>();

    SourceFiles(Terminal terminal, MigrationOptions options, Map<String, String> variables) {
        this.terminal = terminal;
        this.options = options;
        this.variables = variables;
    }

    /**
     * What the files hold together; later files win, and that is said.
     *
     * @throws InvalidInputException if a file cannot be read, a line is malformed, or a warning blocks
     */
    Map<SecretName, Secret.Content> read(Path directory, List<Path> files) {
        for (Path file : files) {
            boolean isStandard = Input.isStandardFile(file.toString());
            String shown = isStandard ? "standard input" : file.toString();
            (isStandard
                            ? parse(Input.readStandard(terminal.streams().in(), MAX_BYTES + 1), shown)
                            : entries(directory.resolve(file), shown))
                    .forEach(entry -> add(shown, entry));
        }
        if (!malformed.isEmpty()) {
            malformed.subList(0, malformed.size() - 1).forEach(terminal::error);
            throw new InvalidInputException(
                    malformed.get(malformed.size() - 1), "correct the file; nothing was written");
        }
        return contents;
    }

    private Collection<DotenvEntry> entries(Path file, String shown) {
        try {
            if (Files.isDirectory(file)) {
                return FolderEntries.read(file, shown);
            }
            if (!Files.exists(file)) {
                throw new NoSuchFileException(shown);
            }
            return parse(Input.readFile(file, MAX_BYTES + 1), shown);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException("the file " + shown + " does not exist", null);
        } catch (IOException e) {
            throw new InvalidInputException(
                    shown + " cannot be read: " + FileFault.why(e), "check that it is a file that you may read");
        }
    }

    private Collection<DotenvEntry> parse(byte[] bytes, String shown) {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidInputException(shown + " has more than 64 MiB", "check that it is the file you mean");
        }
        try {
            String lowerCase = shown.toLowerCase(Locale.ROOT);
            if (lowerCase.endsWith(".json")) {
                return JsonEntries.parse(bytes, shown);
            }
            if (lowerCase.endsWith(".yaml") || lowerCase.endsWith(".yml")) {
                return YamlEntries.parse(bytes, shown);
            }
            DotenvOptions reading = DotenvOptions.of(shown)
                    .withDialect(options.dialect())
                    .withEnvironment(options.looksUpVariables() ? variables::get : name -> null);
            return decide(DotenvFile.parse(bytes, reading), bytes, reading)
                    .effectiveEntries()
                    .values();
        } catch (DotenvException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), null);
        }
    }

    /** The file, read as a person decides where its warnings block. */
    private DotenvFile decide(DotenvFile parsed, byte[] bytes, DotenvOptions reading) {
        Set<WarningCode> accepted = options.accepted();
        parsed.warnings().forEach(warning -> terminal.warning(warning.toString()));
        DotenvFile decided = parsed;
        for (DotenvWarning blocker : parsed.blockers(accepted)) {
            if (accepted.contains(blocker.code())) {
                continue;
            }
            if (!terminal.canAsk()) {
                throw new InvalidInputException(
                        blocker.fileName() + ":" + blocker.line() + ": " + blocker.code()
                                + " blocks: parsers read this differently",
                        "say --accept " + codes(parsed.blockers(accepted))
                                + " for Kist's reading, or --dialect node|python|compose|docker for theirs");
            }
            List<Reading> readings = parsed.readings(blocker);
            int chosen = terminal.choose(
                    "which reading of " + blocker.fileName() + ":" + blocker.line()
                            + (blocker.key() == null ? "" : " " + blocker.key()) + " is meant?",
                    readings.stream().map(SourceFiles::describe).toList());
            if (chosen == 0) {
                throw new InvalidInputException("stopped: nothing was written", null);
            }
            if (chosen == 1) {
                accepted.add(blocker.code());
            } else {
                return DotenvFile.parse(
                        bytes,
                        reading.withDialect(readings.get(chosen - 1).dialects().get(0)));
            }
        }
        return decided;
    }

    private static String codes(List<DotenvWarning> blockers) {
        return String.join(
                ",",
                blockers.stream()
                        .map(warning -> warning.code().name())
                        .distinct()
                        .toList());
    }

    private static String describe(Reading reading) {
        String who = String.join(
                ", ", reading.dialects().stream().map(Dialect::parserName).toList());
        String length = reading.characters().isPresent()
                ? "a value of " + reading.characters().getAsInt() + " characters"
                : "no such entry";
        return who + ": " + length + " (" + reading.flag() + ")";
    }

    private void add(String file, DotenvEntry entry) {
        String place = file + ":" + entry.line();
        if (!SecretName.isValid(entry.key())) {
            malformed.add(place + ": " + Printable.quote(entry.key()) + " cannot be a secret's name");
            return;
        }
        SecretName name = new SecretName(entry.key());
        try {
            String template = options.expands() ? null : entry.template();
            boolean isTemplate = template != null;
            SecretValue value = SecretValue.of(template != null ? template : entry.value());
            Secret.Content content = new Secret.Content(
                    value, note(place, entry), isTemplate ? Secret.Kind.TEMPLATE : Secret.Kind.LITERAL);
            String before = places.put(name, place);
            if (before != null) {
                terminal.note(name + " of " + place + " is taken, not that of " + before);
            }
            contents.put(name, content);
        } catch (InvalidInputException e) {
            malformed.add(place + ": " + name + ": " + e.getMessage());
        }
    }

    private @Nullable Note note(String place, DotenvEntry entry) {
        if (entry.note() == null || entry.note().isBlank()) {
            return null;
        }
        try {
            return Note.of(entry.note());
        } catch (InvalidInputException e) {
            terminal.warning(place + ": the comment is left out: " + e.getMessage());
            return null;
        }
    }
}
