// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import dev.kist.CheckResult.Kind;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import dev.kist.dotenv.DotenvFile;
import dev.kist.dotenv.DotenvOptions;
import dev.kist.dotenv.WarningCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A project's example file, {@code .env.example}: which secrets its programs need. A secret is required, of any kind, unless a
 * comment directly above it or behind it says otherwise. What counts is a line of comment that holds marks alone, with commas or
 * blanks between, or in front of a colon: {@code # optional}, {@code # required, url}, {@code # optional int: the port}. Values in
 * the file are ignored. Immutable.
 */
public final class ExampleFile {
    /** The names that such a file has in most projects, the first of them first. */
    public static final List<String> NAMES = List.of(".env.example", ".env.sample", ".env.template");

    private static final Set<WarningCode> NO_ENTRY =
            EnumSet.of(WarningCode.NOT_AN_ASSIGNMENT, WarningCode.EXPORT_WITHOUT_VALUE, WarningCode.GIT_CONFLICT);

    private final SortedMap<SecretName, Need> needs;

    /** What may be said of a secret. */
    private enum Mark {
        REQUIRED,
        OPTIONAL,
        INT,
        URL
    }

    /**
     * What is needed of one secret.
     *
     * @param isRequired whether a program cannot do without it
     * @param kind what its value has to be; empty for any text
     */
    public record Need(boolean isRequired, Optional<Kind> kind) {}

    private ExampleFile(SortedMap<SecretName, Need> needs) {
        this.needs = Collections.unmodifiableSortedMap(needs);
    }

    /**
     * Reads a file, by the rules for {@code .env} files.
     *
     * @param fileName stands in messages
     * @throws InvalidInputException if a line is no assignment, a name cannot be a secret's, or marks contradict each other
     */
    public static ExampleFile parse(byte[] content, String fileName) {
        try {
            DotenvFile file = DotenvFile.parse(content, DotenvOptions.of(fileName));
            file.warnings().stream()
                    .filter(warning -> NO_ENTRY.contains(warning.code()))
                    .findFirst()
                    .ifPresent(warning -> {
                        throw new InvalidInputException(
                                fileName + ":" + warning.line() + ": no assignment", "correct it");
                    });
            SortedMap<SecretName, Need> needs = new TreeMap<>();
            for (DotenvEntry entry : file.entries()) {
                String place = fileName + ":" + entry.line() + ": ";
                if (!SecretName.isValid(entry.key())) {
                    throw new InvalidInputException(
                            place + Printable.quote(entry.key()) + " cannot be a secret's name", "correct it");
                }
                needs.put(new SecretName(entry.key()), need(place + entry.key(), marks(entry)));
            }
            return new ExampleFile(needs);
        } catch (DotenvException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), "correct the file");
        }
    }

    /**
     * The text of an example file for these secrets: their names, their notes as comments above, and no values. A line of a
     * note that reads as a mark is one, unless the secret would not be what it says: then it stands in quotes.
     */
    public static String textFor(Collection<Secret> secrets) {
        StringBuilder text = new StringBuilder();
        for (Secret secret : secrets) {
            secret.note().ifPresent(note -> {
                boolean isMarked = isAsMarked(secret, note);
                text.append(text.isEmpty() ? "" : "\n");
                note.text().lines().map(Printable::visible).forEach(line -> {
                    boolean isQuoted = !isMarked && !marks(line).isEmpty();
                    text.append(("# " + (isQuoted ? '"' + line + '"' : line)).strip())
                            .append('\n');
                });
            });
            text.append(secret.name()).append("=\n");
        }
        return text.toString();
    }

    private static boolean isAsMarked(Secret secret, Note note) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        note.text().lines().map(ExampleFile::marks).forEach(marks::addAll);
        return !isContradictory(marks)
                && (secret.isTemplate()
                        || secret.value().bytes().length == 0
                        || kind(marks)
                                .filter(kind -> !kind.fits(secret.value()))
                                .isEmpty());
    }

    /** What is needed, by name. */
    public SortedMap<SecretName, Need> needs() {
        return needs;
    }

    /**
     * Compares what is needed with what applies in an environment. Of templates only those are resolved that are asked for;
     * one that cannot be is {@link CheckResult#broken}.
     */
    public CheckResult check(Environment environment) {
        Snapshot stored = environment.load(Loading.all().asStored());
        List<SecretName> templates = stored.secrets().keySet().stream()
                .filter(name ->
                        needs.containsKey(name) && stored.require(name).stored().isTemplate())
                .toList();
        if (templates.isEmpty()) {
            return check(stored);
        }
        Snapshot resolved = environment.load(Loading.all().only(templates).skippingUnreadable());
        Map<SecretName, Snapshot.Loaded> secrets = new TreeMap<>(stored.secrets());
        secrets.putAll(resolved.secrets());
        List<SecretName> broken = templates.stream()
                .filter(name -> !resolved.secrets().containsKey(name))
                .toList();
        return check(new Snapshot(stored.environment(), secrets, List.of()), name -> false, broken);
    }

    /** Compares what is needed with what was loaded of an environment. */
    public CheckResult check(Snapshot snapshot) {
        return check(snapshot, name -> false);
    }

    /**
     * The same for a program that gets more than secrets.
     *
     * @param isGiven whether it has a variable of this name from elsewhere: that one is not missing
     */
    public CheckResult check(Snapshot snapshot, Predicate<SecretName> isGiven) {
        return check(snapshot, isGiven, List.of());
    }

    private CheckResult check(Snapshot snapshot, Predicate<SecretName> isGiven, List<SecretName> broken) {
        List<SecretName> missing = new ArrayList<>();
        List<SecretName> empty = new ArrayList<>();
        SortedMap<SecretName, Kind> wrong = new TreeMap<>();
        needs.forEach((name, need) -> {
            Optional<SecretValue> value = snapshot.value(name);
            if (broken.contains(name)) {
                return;
            }
            if (value.isEmpty() && need.isRequired() && !isGiven.test(name)) {
                missing.add(name);
            } else if (value.isPresent() && value.get().bytes().length == 0) {
                if (need.isRequired()) {
                    empty.add(name);
                }
            } else if (value.isPresent()) {
                need.kind().filter(kind -> !kind.fits(value.get())).ifPresent(kind -> wrong.put(name, kind));
            }
        });
        List<SecretName> superfluous = snapshot.secrets().keySet().stream()
                .filter(name -> !needs.containsKey(name))
                .toList();
        return new CheckResult(snapshot.environment(), missing, empty, wrong, broken, superfluous);
    }

    private static Set<Mark> marks(DotenvEntry entry) {
        // NAME=# optional: a comment to whoever wrote it, a value to all readers.
        String value = entry.raw().startsWith("#") ? entry.raw() : "";
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        Stream.concat(Stream.ofNullable(entry.note()).flatMap(String::lines), Stream.of(value))
                .map(ExampleFile::marks)
                .forEach(marks::addAll);
        return marks;
    }

    private static Set<Mark> marks(String comment) {
        int colon = comment.indexOf(':');
        String[] words = (colon < 0 ? comment : comment.substring(0, colon))
                .replace('#', ' ')
                .strip()
                .toUpperCase(Locale.ROOT)
                .split("[\\s,]+");
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (String word : words) {
            Optional<Mark> mark = Arrays.stream(Mark.values())
                    .filter(m -> m.name().equals(word))
                    .findFirst();
            if (mark.isEmpty()) {
                return Set.of();
            }
            marks.add(mark.get());
        }
        return marks;
    }

    private static Need need(String place, Set<Mark> marks) {
        if (isContradictory(marks)) {
            throw new InvalidInputException(place + ": its marks contradict each other", "leave one of them");
        }
        return new Need(!marks.contains(Mark.OPTIONAL), kind(marks));
    }

    private static boolean isContradictory(Set<Mark> marks) {
        return marks.containsAll(Set.of(Mark.REQUIRED, Mark.OPTIONAL)) || marks.containsAll(Set.of(Mark.INT, Mark.URL));
    }

    private static Optional<Kind> kind(Set<Mark> marks) {
        return marks.contains(Mark.INT)
                ? Optional.of(Kind.INT)
                : Optional.of(Kind.URL).filter(url -> marks.contains(Mark.URL));
    }

    @Override
    public String toString() {
        return "ExampleFile" + needs.keySet();
    }
}
