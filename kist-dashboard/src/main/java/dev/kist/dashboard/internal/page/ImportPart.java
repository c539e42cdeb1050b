// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.dashboard.internal.draft.Edit;
import dev.kist.dashboard.internal.draft.Edit.Place;
import dev.kist.dashboard.internal.draft.Seen;
import dev.kist.dashboard.internal.http.Refusal;
import dev.kist.dashboard.internal.http.Request;
import dev.kist.dashboard.internal.http.Response;
import dev.kist.dotenv.Dialect;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import dev.kist.dotenv.DotenvWarning;
import dev.kist.dotenv.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A .env file that is pasted or dropped: what parsers disagree about is asked, then its entries go into the draft. */
public final class ImportPart {
    /** As base64 in a form, with room for the rest. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final Workspace workspace;

    ImportPart(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The first step: where to, and the text. */
    public record Form(List<EnvironmentName> environments, String chosen, List<Dialect> dialects) {}

    /**
     * A place that parsers read differently.
     *
     * @param blocks whether it has to be decided
     * @param readings how it can be read, where that has to be decided
     */
    public record Warning(int line, String key, String difference, boolean blocks, List<Choice> readings) {}

    /**
     * One way to read a place.
     *
     * @param dialect the word of a dialect that reads it so
     * @param who who reads it so
     * @param value the value then; the person has just put it here
     */
    public record Choice(String dialect, String who, String value) {}

    /**
     * The second step: what would be written.
     *
     * @param content the file, in base64
     * @param seen the versions that it was compared with
     * @param drafted which of the changed and added names have another change in the draft, which goes
     * @param refused what cannot be a secret, a sentence each
     */
    public record Plan(
            String environment,
            String dialect,
            String fileName,
            String content,
            String seen,
            List<String> added,
            List<String> changed,
            List<String> unchanged,
            List<String> drafted,
            List<String> refused,
            List<Warning> warnings) {

        /** Whether there is anything that the draft could take. */
        public boolean hasEntries() {
            return !(added.isEmpty() && changed.isEmpty() && unchanged.isEmpty());
        }

        /** Those that have to be decided. */
        public List<Warning> blocking() {
            return warnings.stream().filter(Warning::blocks).toList();
        }

        /** The others. */
        public List<Warning> notices() {
            return warnings.stream().filter(warning -> !warning.blocks()).toList();
        }
    }

    Response form(Request request) {
        workspace.requireWritable();
        String chosen = request.find("environment").orElse(workspace.usual().value());
        return workspace.render("import", new Form(workspace.writable(), chosen, List.of(Dialect.values())));
    }

    /** Reads what was pasted, or a file that was dropped, and shows what it would do. */
    Response plan(Request request) {
        workspace.requireWritable();
        Source source = source(request);
        return workspace.render("import-plan", plan(source));
    }

    /** A file and how it is to be read. */
    private static final class Source {
        private final Environment environment;
        private final Dialect dialect;
        private final String fileName;
        private final byte[] content;

        Source(Environment environment, Dialect dialect, String fileName, byte[] content) {
            this.environment = environment;
            this.dialect = dialect;
            this.fileName = fileName;
            this.content = content;
        }

        DotenvFile parse(Dialect by) {
            return DotenvFile.parse(content, DotenvOptions.of(fileName).withDialect(by));
        }

        @Override
        public String toString() {
            return "Source[" + fileName + "]";
        }
    }

    private Source source(Request request) {
        byte[] content = request.find("content")
                .map(Base64.getDecoder()::decode)
                .orElseGet(() -> request.find("text").orElse("").getBytes(StandardCharsets.UTF_8));
        if (content.length > MOST_BYTES) {
            throw new Refusal(413, "A file of more than 2 MiB is imported by kist migrate.");
        }
        if (content.length == 0) {
            throw new InvalidInputException("there is nothing to import", "paste or drop a .env file");
        }
        Dialect dialect = Dialect.ofWord(request.find("dialect").orElse("kist")).orElse(Dialect.KIST);
        String fileName = Words.visible(
                request.find("file").filter(name -> !name.isEmpty()).orElse(".env"));
        return new Source(workspace.environment(request), dialect, fileName, content);
    }

    private Plan plan(Source source) {
        DotenvFile file = source.parse(source.dialect);
        Map<SecretName, Secret> current = workspace.stored(source.environment.name());
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        List<String> drafted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        file.effectiveEntries().forEach((key, entry) -> {
            if (!SecretName.isValid(key)) {
                refused.add("Line " + entry.line() + ": " + Words.visible(key) + " cannot be a secret’s name.");
                return;
            }
            Place place = new Place(source.environment.name(), SecretName.parse(key));
            Optional<Content> there = workspace.draft().over(place, current.get(place.name()));
            boolean isSame = there.filter(content -> !content.value().isBinary())
                    .filter(content -> content.value().text().equals(entry.value()))
                    .isPresent();
            (there.isEmpty() ? added : isSame ? unchanged : changed).add(key);
            if (!isSame && workspace.draft().find(place).isPresent()) {
                drafted.add(key);
            }
        });
        return new Plan(
                source.environment.name().value(),
                source.dialect.word(),
                source.fileName,
                Base64.getEncoder().encodeToString(source.content),
                Seen.join(current.values().stream()
                        .filter(secret -> file.effectiveEntries()
                                .containsKey(secret.name().value()))
                        .toList()),
                added.stream().sorted().toList(),
                changed.stream().sorted().toList(),
                unchanged.stream().sorted().toList(),
                drafted.stream().sorted().toList(),
                refused,
                file.warnings().stream()
                        .map(warning -> warning(source, file, warning))
                        .sorted(Comparator.comparing(Warning::line))
                        .toList());
    }

    private static Warning warning(Source source, DotenvFile file, DotenvWarning warning) {
        String key = warning.key() == null ? "" : warning.key();
        List<Choice> choices = new ArrayList<>();
        if (warning.blocks() && !key.isEmpty()) {
            for (Reading reading : file.readings(warning)) {
                Dialect dialect = reading.dialects().get(0);
                Optional<String> value = Optional.ofNullable(
                                source.parse(dialect).effectiveEntries().get(key))
                        .map(DotenvEntry::value);
                String who = Words.list(
                        reading.dialects().stream().map(Dialect::parserName).toList());
                choices.add(new Choice(dialect.word(), who, value.orElse("no such entry")));
            }
        }
        return new Warning(
                warning.line(), Words.visible(key), Words.visible(warning.difference()), warning.blocks(), choices);
    }

    /** Takes the entries into the draft, each as it was decided. */
    Response take(Request request) {
        workspace.requireWritable();
        Source source = source(request);
        EnvironmentName environment = source.environment.name();
        Map<SecretName, Secret> current = workspace.stored(source.environment.name());
        Map<SecretName, Seen> seen = SecretPart.allSeen(request);
        Map<Dialect, DotenvFile> files = new HashMap<>();
        DotenvFile file = files.computeIfAbsent(source.dialect, source::parse);
        List<Edit> edits = new ArrayList<>();
        file.effectiveEntries().forEach((key, picked) -> {
            if (!SecretName.isValid(key)) {
                return;
            }
            SecretName name = SecretName.parse(key);
            Place place = new Place(environment, name);
            Secret stored = current.get(name);
            if (request.isTicked("keep")
                    && workspace.draft().over(place, stored).isPresent()) {
                return;
            }
            Dialect dialect = request.find("as " + key).flatMap(Dialect::ofWord).orElse(source.dialect);
            DotenvEntry entry = files.computeIfAbsent(dialect, source::parse)
                    .effectiveEntries()
                    .get(key);
            if (entry == null) {
                return;
            }
            Content content = content(entry, request.isTicked("notes"), request.isTicked("templates"));
            // What the draft would make of it is not what the file says.
            Edit.from("from " + source.fileName, place, content, stored, seen.getOrDefault(name, Seen.NOTHING))
                    .ifPresentOrElse(edits::add, () -> workspace.draft().drop(place));
        });
        workspace.draft().putAll(edits);
        return new ReviewPart(workspace).changed();
    }

    private static Content content(DotenvEntry entry, boolean withNote, boolean asTemplate) {
        Note note = withNote && entry.note() != null ? Note.of(entry.note()) : null;
        Content content =
                asTemplate && entry.template() != null && !entry.references().isEmpty()
                        ? Content.template(SecretValue.of(entry.template()))
                        : Content.literal(SecretValue.of(entry.value()));
        return content.withNote(note);
    }
}
