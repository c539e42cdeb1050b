// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.Note;
import dev.kist.Printable;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.Terminal;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import dev.kist.dotenv.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files to migrate and checks every entry of them, before anything is written. Several {@code .env} files refer to
 * each other in their order.
 */
final class SourceFiles {
    private static final String CORRECT = "correct the file; nothing was written";
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    /** Lines that give no entry: what they hold is in the file alone. */
    private static final Set<WarningCode> SKIPPED =
            EnumSet.of(WarningCode.NOT_AN_ASSIGNMENT, WarningCode.EXPORT_WITHOUT_VALUE, WarningCode.GIT_CONFLICT);

    private final Terminal terminal;
    private final MigrationOptions options;
    private final Map<String, String> variables;
    private final Blockers blockers;
    private final List<DotenvEntry> entries = new ArrayList<>();
    private final Map<String, String> fileOf = new HashMap<>();
    private final Map<SecretName, Secret.Content> contents = new LinkedHashMap<>();
    private final BinaryEntries binary = new BinaryEntries();
    private final List<String> malformed = new ArrayList<>();
    private final Map<String, SourceFile> whole = new LinkedHashMap<>();

    SourceFiles(Terminal terminal, MigrationOptions options, Map<String, String> variables, boolean mayAsk) {
        this.terminal = terminal;
        this.options = options;
        this.variables = variables;
        this.blockers = new Blockers(terminal, options.accepted(), mayAsk);
    }

    /**
     * What the files hold together; later files win, and that is said.
     *
     * @throws InvalidInputException if a file cannot be read, a line is malformed, or a warning blocks
     */
    Map<SecretName, Secret.Content> read(Path directory, List<Path> files) {
        if (files.stream().filter(file -> Input.isStandardFile(file.toString())).count() > 1) {
            throw new InvalidInputException(
                    "wrong arguments: standard input is given twice", "it can be read once: give it once");
        }
        for (Path file : files) {
            boolean isStandard = Input.isStandardFile(file.toString());
            String shown = isStandard ? "standard input" : file.toString();
            if (isStandard && terminal.streams().isTerminalIn()) {
                terminal.warning("what you type is shown, and ends with Ctrl-D on a line of its own");
            }
            take(
                    shown,
                    isStandard
                            ? parse(Input.readStandard(terminal.streams().in(), MAX_BYTES + 1), shown)
                            : read(directory.resolve(file), shown));
        }
        DotenvEntry.lastOfEach(entries).forEach((key, entry) -> add(fileOf.getOrDefault(key, ""), entry));
        if (!malformed.isEmpty()) {
            malformed.subList(0, malformed.size() - 1).forEach(terminal::error);
            throw new InvalidInputException(malformed.get(malformed.size() - 1), CORRECT);
        }
        return contents;
    }

    /** The plain files all of whose entries are among what was read. */
    List<SourceFile> wholeFiles() {
        return List.copyOf(whole.values());
    }

    /** Later files win. A file of which an entry is not the one that counts is not taken over as a whole. */
    private void take(String shown, List<DotenvEntry> read) {
        Map<String, DotenvEntry> effective = DotenvEntry.lastOfEach(read);
        if (effective.size() < read.size()) {
            whole.remove(shown);
        }
        effective.forEach((key, entry) -> {
            String before = fileOf.put(key, shown);
            if (before != null && !before.equals(shown)) {
                whole.remove(before);
                terminal.note(Printable.visible(key) + " of " + shown + ":" + entry.line() + " is taken, not that of "
                        + before + ":" + lineOf(key));
            }
        });
        entries.addAll(read);
    }

    private int lineOf(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .mapToInt(DotenvEntry::line)
                .reduce(0, (first, second) -> second);
    }

    private List<DotenvEntry> read(Path file, String shown) {
        try {
            if (Files.isDirectory(file)) {
                return hinted(FolderEntries.read(file, shown), shown);
            }
            if (!Files.exists(file)) {
                throw new NoSuchFileException(shown);
            }
            Optional<SourceFile> plain = SourceFile.of(file, shown);
            byte[] bytes = Input.readFile(file, MAX_BYTES + 1);
            plain.ifPresent(source -> whole.put(shown, source));
            return parse(bytes, shown);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    "the file " + shown + " does not exist", "--env-file counts from the folder that you are in");
        } catch (IOException e) {
            throw new InvalidInputException(
                    shown + " cannot be read: " + FileReason.of(e), "check that it is a file that you may read");
        } catch (DotenvException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), CORRECT);
        }
    }

    private List<DotenvEntry> parse(byte[] bytes, String shown) {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidInputException(shown + " is larger than 64 MiB", "check that it is the file you mean");
        }
        SourceFormat format = SourceFormat.ofName(shown);
        try {
            if (format != SourceFormat.of(shown, bytes)) {
                format = SourceFormat.of(shown, bytes);
                terminal.note(shown + " is read as " + format + ", which it is by what it holds");
            }
            Optional<List<DotenvEntry>> other = format.parse(bytes, shown, binary);
            if (other.isPresent()) {
                return hinted(other.get(), shown);
            }
            DotenvOptions reading = DotenvOptions.of(shown)
                    .withDialect(options.dialect())
                    .withEnvironment(options.looksUpVariables() ? variables::get : name -> null)
                    .withEarlier(entries);
            DotenvFile decided = blockers.decide(DotenvFile.parse(bytes, reading), bytes, reading);
            if (decided.warnings().stream().anyMatch(warning -> SKIPPED.contains(warning.code()))) {
                whole.remove(shown);
            }
            return decided.entries();
        } catch (DotenvException e) {
            throw new InvalidInputException(
                    String.valueOf(e.getMessage()),
                    format == SourceFormat.FOREIGN
                            ? "write its values into one of those, a NAME=VALUE a line"
                            : CORRECT);
        }
    }

    private List<DotenvEntry> hinted(List<DotenvEntry> read, String shown) {
        blockers.hint(read, shown);
        return read;
    }

    private void add(String file, DotenvEntry entry) {
        String place = file + ":" + entry.line();
        if (!SecretName.isValid(entry.key())) {
            malformed.add(place + ": " + Printable.quote(entry.key()) + " cannot be a secret's name");
            return;
        }
        SecretName name = new SecretName(entry.key());
        try {
            if (binary.contains(entry)) {
                contents.put(name, Secret.Content.literal(SecretValue.ofBytes(BinaryEntries.bytes(entry))));
                return;
            }
            String template = options.expands() ? null : entry.template();
            boolean isTemplate = template != null;
            SecretValue value = SecretValue.of(template != null ? template : entry.value());
            contents.put(
                    name,
                    new Secret.Content(
                            value, note(place, entry), isTemplate ? Secret.Kind.TEMPLATE : Secret.Kind.LITERAL));
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
