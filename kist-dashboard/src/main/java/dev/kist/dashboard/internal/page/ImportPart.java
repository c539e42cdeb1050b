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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /** A place that parsers read differently, and where nothing has to be decided. */
    public record Warning(int line, String key, String difference) {}

    /**
     * What has to be decided about a name, once, in however many lines parsers disagree about it.
     *
     * @param key the name; empty where it is about none
     * @param differences what they disagree about, line by line
     * @param choices how it can be read; empty where that can only be noted
     */
    public record Decision(String key, List<Integer> lines, List<String> differences, List<Choice> choices) {
        /** {@code line 1}, {@code lines 1 and 3}. */
        public String where() {
            return (lines.size() == 1 ? "line " : "lines ") + Words.list(lines);
        }
    }

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
            List<Decision> decisions,
            List<Warning> notices) {

        /** Whether there is anything that the draft could take. */
        public boolean hasEntries() {
            return !(added.isEmpty() && changed.isEmpty() && unchanged.isEmpty());
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
                .map(ImportPart::bytes)
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

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The request's content is not base64.");
        }
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
                decisions(source, file),
                file.warnings().stream()
                        .filter(warning -> !warning.blocks())
                        .sorted(Comparator.comparing(DotenvWarning::line))
                        .map(warning ->
                                new Warning(warning.line(), keyOf(warning), Words.visible(warning.difference())))
                        .toList());
    }

    private static String keyOf(DotenvWarning warning) {
        return warning.key() == null ? "" : Words.visible(warning.key());
    }

    private static List<Decision> decisions(Source source, DotenvFile file) {
        Map<String, List<DotenvWarning>> byKey = new LinkedHashMap<>();
        file.warnings().stream()
                .filter(DotenvWarning::blocks)
                .sorted(Comparator.comparing(DotenvWarning::line))
                .forEach(warning -> byKey.computeIfAbsent(keyOf(warning), any -> new ArrayList<>())
                        .add(warning));
        List<Decision> decisions = new ArrayList<>();
        byKey.forEach((key, warnings) -> decisions.add(new Decision(
                key,
                warnings.stream().map(DotenvWarning::line).distinct().toList(),
                warnings.stream()
                        .map(DotenvWarning::difference)
                        .map(Words::visible)
                        .map(Words::sentence)
                        .distinct()
                        .toList(),
                key.isEmpty() ? List.of() : choices(source, file, key, warnings))));
        return decisions;
    }

    /** The values that a name can have, with who reads it so. */
    private static List<Choice> choices(Source source, DotenvFile file, String key, List<DotenvWarning> warnings) {
        Map<Optional<String>, List<Dialect>> byValue = new LinkedHashMap<>();
        warnings.stream()
                .flatMap(warning -> file.readings(warning).stream())
                .flatMap(reading -> reading.dialects().stream())
                .distinct()
                .forEach(dialect -> byValue.computeIfAbsent(
                                Optional.ofNullable(source.parse(dialect)
                                                .effectiveEntries()
                                                .get(key))
                                        .map(DotenvEntry::value),
                                any -> new ArrayList<>())
                        .add(dialect));
        List<Choice> choices = new ArrayList<>();
        byValue.forEach((value, dialects) -> choices.add(new Choice(
                dialects.get(0).word(),
                Words.list(dialects.stream().map(Dialect::parserName).toList()),
                value.orElse("no such entry"))));
        return choices;
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
