// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.edit;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Listing;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Printable;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.Secret.Kind;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import dev.kist.dotenv.DotenvWarning;
import dev.kist.dotenv.DotenvWriter;
import dev.kist.dotenv.ExportFormat;
import dev.kist.dotenv.Target;
import dev.kist.dotenv.WarningCode;
import dev.kist.dotenv.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of an environment as lines of Kist's own dialect, and what a person made of them. Notes stand as comments above,
 * templates as they are stored below {@link EditMarks#MARK}, binary ones are left out. What a person did not touch is not changed, even
 * where a comment cannot show a note to the letter.
 */
final class EditText {
    private static final WriteOptions DIALECT =
            WriteOptions.of(ExportFormat.DOTENV).withTarget(Target.KIST);

    /** What is a slip in a file that nobody but Kist reads. */
    private static final Map<WarningCode, String> SLIPS = Map.of(
            WarningCode.NOT_AN_ASSIGNMENT, "is no NAME=VALUE",
            WarningCode.EXPORT_WITHOUT_VALUE, "has no value",
            WarningCode.UNBALANCED_QUOTE, "has a quote that is not closed",
            WarningCode.TEXT_AFTER_QUOTE, "has text behind the closing quote",
            WarningCode.DUPLICATE, "stands there twice");

    private final String fileName;
    private final SortedMap<SecretName, Secret> all = new TreeMap<>();
    private final SortedMap<SecretName, Secret> shown = new TreeMap<>();
    private final byte[] bytes;
    private final Map<SecretName, Line> before;

    /** One line as it is read. */
    private record Line(String value, boolean isTemplate, @Nullable String note) {
        @Override
        public String toString() {
            return "Line[hidden]";
        }
    }

    /**
     * What a person made of it.
     *
     * @param contents of the lines that are new or another than before
     * @param gone the secrets whose line is not there any more, ascending
     * @param oddities what is odd about the values of these lines, a sentence each, without the values
     */
    record Edit(SortedMap<SecretName, Content> contents, List<SecretName> gone, List<String> oddities) {
        @Override
        public String toString() {
            return "Edit[" + contents.keySet() + ", gone=" + gone + "]";
        }
    }

    /**
     * The text for what was read.
     *
     * @param only the secrets to show; all, where none is named
     * @throws NotFoundException if one of them does not exist
     * @throws InvalidInputException if one of them is binary
     */
    EditText(Listing read, Collection<SecretName> only) {
        read.secrets().forEach(secret -> all.put(secret.name(), secret));
        only.forEach(name -> requireText(read.environment(), name));
        all.forEach((name, secret) -> {
            if (!secret.value().isBinary() && (only.isEmpty() || only.contains(name))) {
                shown.put(name, secret);
            }
        });
        fileName = fileName(read.environment());
        bytes = write(read.environment(), only.isEmpty()).getBytes(StandardCharsets.UTF_8);
        before = lines(bytes);
    }

    /** The name of the file, as messages have it. */
    static String fileName(EnvironmentName environment) {
        return environment + ".env";
    }

    private void requireText(EnvironmentName environment, SecretName name) {
        Secret secret = all.get(name);
        if (secret == null) {
            throw NotFoundException.secret(environment, name, all.keySet());
        }
        if (secret.value().isBinary()) {
            throw new InvalidInputException(
                    name + " is binary: it cannot be edited as text", "kist get " + name + " --output FILE writes it");
        }
    }

    /** The text in UTF-8. */
    byte[] bytes() {
        return bytes.clone();
    }

    private String write(EnvironmentName environment, boolean isWhole) {
        StringBuilder text = new StringBuilder("# Secrets of ")
                .append(environment)
                .append(". When the editor ends, you see what would change.\n")
                .append("# Comments directly above a line are its note. A line that is gone is asked about.\n")
                .append("# Below \"")
                .append(EditMarks.MARK)
                .append("\", ${NAME} stands for another secret's value.\n");
        String binary = all.values().stream()
                .filter(secret -> isWhole && secret.value().isBinary())
                .map(secret -> secret.name().value())
                .collect(Collectors.joining(", "));
        text.append(binary.isEmpty() ? "" : "# Binary, and not shown: " + binary + "\n")
                .append('\n');
        shown.forEach((name, secret) -> {
            // A blank line on both sides: a comment whose line is taken out is not that of the next one.
            boolean hasComment = secret.note().isPresent() || secret.isTemplate();
            text.append(hasComment && !text.toString().endsWith("\n\n") ? "\n" : "");
            secret.note().ifPresent(note -> note.text().lines().forEach(line -> text.append(
                            ("# " + EditMarks.shown(Printable.visible(line))).strip())
                    .append('\n')));
            text.append(secret.isTemplate() ? EditMarks.MARK + "\n" : "");
            text.append(DotenvWriter.write(Map.of(name.value(), secret.value().text()), DIALECT));
            text.append(hasComment ? "\n" : "");
        });
        return text.toString().stripTrailing() + "\n";
    }

    /**
     * Reads what a person made of it.
     *
     * @throws InvalidInputException if a line cannot be meant as it stands; the message names its place
     */
    Edit read(byte[] edited) {
        SortedMap<SecretName, Content> contents = new TreeMap<>();
        Map<SecretName, Line> now = lines(edited);
        List<SecretName> gone =
                shown.keySet().stream().filter(name -> !now.containsKey(name)).toList();
        now.forEach((name, line) -> {
            requireOwnComment(name, line, gone);
            Line was = before.get(name);
            if (!line.equals(was)) {
                contents.put(name, content(name, line, was));
            }
        });
        return new Edit(contents, gone, EditMarks.oddities(parse(edited), contents));
    }

    /** A line that nobody touched, below the comment of one that is gone, got it by mistake. */
    private void requireOwnComment(SecretName name, Line line, List<SecretName> gone) {
        Line was = before.get(name);
        if (was == null || !was.value().equals(line.value())) {
            return;
        }
        for (SecretName other : gone) {
            Line left = Objects.requireNonNull(before.get(other));
            boolean isNoteTaken = line.note() != null
                    && !line.note().equals(was.note())
                    && left.note() != null
                    && line.note().startsWith(left.note());
            if (isNoteTaken || (line.isTemplate() && !was.isTemplate() && left.isTemplate())) {
                throw new InvalidInputException(
                        fileName + ": " + name + " stands below the comment of " + other + ", whose line is gone",
                        "take that comment out as well");
            }
        }
    }

    private Content content(SecretName name, Line line, @Nullable Line was) {
        Secret stored = all.get(name);
        if (stored != null && stored.value().isBinary()) {
            throw new InvalidInputException(
                    fileName + ": " + name + " is binary: it cannot be edited as text", "take the line out");
        }
        // A line for a secret that was not shown says nothing of its note.
        boolean isNoteKept = was == null ? line.note() == null : Objects.equals(line.note(), was.note());
        try {
            Note kept = stored == null ? null : stored.content().note();
            Note note = isNoteKept || line.note() == null ? null : Note.of(line.note());
            return new Content(
                    SecretValue.of(line.value()),
                    isNoteKept ? kept : note,
                    line.isTemplate() ? Kind.TEMPLATE : Kind.LITERAL);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    fileName + ": " + name + ": " + e.getMessage(), e.hint().orElse("correct the value"));
        }
    }

    private DotenvFile parse(byte[] content) {
        return DotenvFile.parse(content, DotenvOptions.of(fileName));
    }

    private Map<SecretName, Line> lines(byte[] content) {
        try {
            DotenvFile file = parse(content);
            for (DotenvWarning warning : file.warnings()) {
                String slip = SLIPS.get(warning.code());
                if (slip != null) {
                    String what = warning.key() == null ? "the line" : Printable.visible(warning.key());
                    throw new InvalidInputException(
                            fileName + ":" + warning.line() + ": " + what + " " + slip, "correct the line");
                }
            }
            EditMarks.strayLine(content, file.entries()).ifPresent(line -> {
                throw new InvalidInputException(
                        fileName + ":" + line + ": " + EditMarks.MARK + " stands above no secret",
                        "put it directly above the line that is a template, or take it out");
            });
            Map<SecretName, Line> lines = new LinkedHashMap<>();
            for (DotenvEntry entry : file.entries()) {
                if (!SecretName.isValid(entry.key())) {
                    throw new InvalidInputException(
                            fileName + ":" + entry.line() + ": " + Printable.quote(entry.key())
                                    + " cannot be a secret's name",
                            "correct the line");
                }
                lines.put(new SecretName(entry.key()), line(entry));
            }
            return lines;
        } catch (DotenvException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), "correct the line");
        }
    }

    private Line line(DotenvEntry entry) {
        List<String> comments = entry.note() == null
                ? new ArrayList<>()
                : new ArrayList<>(entry.note().lines().toList());
        boolean isMarked = comments.removeIf(EditMarks::isMark);
        comments.replaceAll(EditMarks::unshown);
        String note = comments.isEmpty() ? null : String.join("\n", comments);
        if (entry.references().isEmpty()) {
            return new Line(entry.value(), isMarked, note);
        }
        if (entry.template() != null) {
            return new Line(entry.template(), true, note);
        }
        if (isMarked && entry.raw().indexOf('\\') < 0) {
            return new Line(entry.raw(), true, note);
        }
        throw new InvalidInputException(
                fileName + ":" + entry.line() + ": " + entry.key() + " has a $ in front of a name"
                        + (isMarked ? "" : ", and no line above has that name"),
                "put the value in single quotes; above it, " + EditMarks.MARK + " makes its ${NAME} references");
    }
}
