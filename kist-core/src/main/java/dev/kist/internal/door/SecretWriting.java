// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Actor;
import dev.kist.ChangedKind;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.NeededByTemplateException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.Secret.Kind;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Suggestions;
import dev.kist.TemplateOrTextException;
import dev.kist.WritePlan;
import dev.kist.WritePlan.Mode;
import dev.kist.Written;
import dev.kist.WrittenTogether;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.SecretRename;
import dev.kist.internal.secret.Change;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.internal.secret.SeveralWriter;
import dev.kist.internal.secret.TemplateEffects;
import dev.kist.internal.secret.WriteSteps;
import dev.kist.spi.Freshness;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes the secrets of one environment. */
final class SecretWriting {
    private final EnvironmentName name;
    private final Environments environments;
    private final Actor actor;
    private final FirstSight firstSight;
    private final TemplateEffects templates;
    private final InheritedSecrets inherited;

    SecretWriting(EnvironmentName name, Environments environments, Actor actor, FirstSight firstSight) {
        this.name = name;
        this.environments = environments;
        this.actor = actor;
        this.firstSight = firstSight;
        this.templates = new TemplateEffects(environments);
        this.inherited = new InheritedSecrets(name, environments);
    }

    private void requireTrusted() {
        firstSight.requireTrusted(environments.openForWriting(name));
    }

    Written set(SecretName secret, SecretValue value, SetOptions options) {
        requireTrusted();
        return write(secret, options.ifVersion(), to(secret, value, options), check(options.isForced()));
    }

    private Written write(SecretName secret, OptionalInt ifVersion, Change change, TemplateCheck check) {
        SecretWriter writer = new SecretWriter(environments, actor);
        Change checked = checked(secret, change, check);
        Outcome outcome = ifVersion.isPresent()
                ? writer.writeIfVersion(name, secret, ifVersion.getAsInt(), checked)
                : writer.write(name, secret, checked);
        return written(outcome, () -> namesBut(Set.of()), check.broken());
    }

    WrittenTogether setAll(Map<SecretName, SecretValue> values, SetOptions options) {
        if (values.size() == 1) {
            Map.Entry<SecretName, SecretValue> only =
                    values.entrySet().iterator().next();
            Written one = set(only.getKey(), only.getValue(), options);
            return new WrittenTogether(List.of(one), one.isNew() ? Mode.BATCHES : Mode.NOTHING_TO_WRITE, one.broken());
        }
        requireTrusted();
        Map<SecretName, Change> changes = new LinkedHashMap<>();
        values.forEach((secret, value) -> changes.put(secret, current -> {
            SecretWriter.requireVersion(name, secret, options.ifVersion(), current);
            return to(secret, value, options).next(current);
        }));
        return writeAll(changes, check(options.isForced()));
    }

    private static Change to(SecretName secret, SecretValue value, SetOptions options) {
        return current -> {
            Optional<Content> live = live(current).map(Secret::content);
            Optional<Note> kept = options.isNoteRemoved() ? Optional.empty() : live.map(Content::note);
            Note note = options.note().or(() -> kept).orElse(null);
            Content next = new Content(value, note, kind(secret, value, options, live));
            return live.filter(next::equals).isPresent() ? Optional.empty() : Optional.of(next);
        };
    }

    private static Kind kind(SecretName secret, SecretValue value, SetOptions options, Optional<Content> live) {
        if (value.isBinary()) {
            return Kind.BINARY;
        }
        if (options.reading().isPresent()) {
            return options.reading().get() == SetOptions.Reading.TEMPLATE ? Kind.TEMPLATE : Kind.LITERAL;
        }
        if (live.filter(Content::isTemplate).isPresent() && value.text().contains("${")) {
            throw new TemplateOrTextException(secret);
        }
        return Kind.LITERAL;
    }

    private Written written(Outcome outcome, Supplier<List<SecretName>> others, List<KistException> broken) {
        Secret now = outcome.secret().orElseThrow();
        return new Written(
                now,
                outcome.isWritten(),
                ChangedKind.between(outcome.before(), now.content()),
                outcome.isWritten() && now.version() == 1 ? Suggestions.secrets(now.name(), others.get()) : List.of(),
                broken);
    }

    private List<SecretName> namesBut(Set<SecretName> written) {
        try {
            return new SecretReader(environments)
                    .readAll(name, Freshness.PREFER_PRIMARY).secrets().stream()
                            .filter(other -> !other.isDeleted())
                            .map(Secret::name)
                            .filter(other -> !written.contains(other))
                            .toList();
        } catch (KistException e) {
            // The secret is written; what this is for is a courtesy.
            return List.of();
        }
    }

    Written setNote(SecretName secret, Optional<Note> note, OptionalInt ifVersion) {
        requireTrusted();
        Change change = current -> {
            Content live = inherited
                    .explaining(() -> live(current).orElseThrow(() -> notFound(secret)))
                    .content();
            Content next = live.withNote(note.orElse(null));
            return next.equals(live) ? Optional.empty() : Optional.of(next);
        };
        SecretWriter writer = new SecretWriter(environments, actor);
        Outcome outcome = ifVersion.isPresent()
                ? writer.writeIfVersion(name, secret, ifVersion.getAsInt(), change)
                : writer.write(name, secret, change);
        return written(outcome, List::of, List.of());
    }

    WrittenTogether delete(Collection<SecretName> names, boolean force) {
        requireTrusted();
        return writeAll(
                changes(names, secret -> current -> {
                    boolean isThere = live(current).isPresent()
                            || (current.isEmpty() && inherited.find(secret).isPresent());
                    if (!isThere) {
                        throw inherited.explained(notFound(secret));
                    }
                    return Optional.of(Content.deletion());
                }),
                check(force));
    }

    WrittenTogether restore(Collection<SecretName> names) {
        requireTrusted();
        HistoryReader history = new HistoryReader(environments);
        return writeAll(
                changes(names, secret -> current -> {
                    if (live(current).isPresent()) {
                        return Optional.empty();
                    }
                    if (current.isEmpty()) {
                        throw inherited.explained(notFound(secret));
                    }
                    return Optional.of(history.read(name, secret)
                            .newestLive()
                            .orElseThrow(() -> inherited.explainedIfHidden(NotFoundException.version(
                                    name,
                                    secret,
                                    "has only deletions left",
                                    "set it again; if a parent has it, purge the deletion to see the parent's")))
                            .content());
                }),
                check(true));
    }

    Written rollback(SecretName secret, int version, boolean force) {
        requireTrusted();
        Content content = inherited
                .explaining(() -> new HistoryReader(environments).read(name, secret))
                .version(version)
                .content();
        if (content.isDeleted()) {
            throw new NotFoundException(
                    "version " + version + " of secret " + secret + " is a deletion", "delete the secret instead");
        }
        Change change =
                current -> current.map(Secret::content).filter(content::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(content);
        return write(secret, OptionalInt.empty(), change, check(force));
    }

    Written rename(SecretName from, SecretName to) {
        if (from.equals(to)) {
            throw new InvalidInputException("secret " + from + " has that name already", "give it another one");
        }
        requireTrusted();
        SecretRename rename = new SecretRename(environments, actor);
        SecretRename.Prepared prepared = inherited.explaining(() -> rename.prepare(name, from, to));
        Map<SecretName, Optional<Content>> next = new LinkedHashMap<>();
        // As if it were deleted: a template that would go on with a parent's secret of that name would be another one.
        next.put(from, Optional.of(Content.deletion()));
        next.put(to, Optional.of(prepared.renamed().content()));
        try {
            templates.requireUnbroken(name, next);
        } catch (NeededByTemplateException e) {
            throw e.unforceable();
        }
        return new Written(rename.carryOut(prepared), true, Optional.empty(), List.of(), List.of());
    }

    WritePlan plan(Map<SecretName, Content> contents, List<KistException> unreadable) {
        PlanWriter writer = new PlanWriter(environments, actor);
        boolean isNew = environments.find(name, Freshness.PRIMARY).isEmpty();
        return new PreparedWritePlan(
                writer,
                isNew ? PlanWriter.planForNew(name, contents) : writer.plan(name, contents),
                new PreparedWritePlan.Terms(isNew, false, unreadable, templates, this::requireTrusted));
    }

    WritePlan planEdit(Listing read, Map<SecretName, Content> contents) {
        PlanWriter writer = new PlanWriter(environments, actor);
        WriteSteps steps = writer.planEdit(name, contents);
        Map<SecretName, Integer> known = new HashMap<>();
        read.secrets().forEach(secret -> known.put(secret.name(), secret.version()));
        SortedMap<SecretName, Optional<Secret>> overtaken = new TreeMap<>();
        for (SecretName written : steps.contents().keySet()) {
            Optional<Secret> now = Optional.ofNullable(steps.current().get(written));
            int version = live(now).map(Secret::version).orElse(0);
            if (version != known.getOrDefault(written, 0)) {
                overtaken.put(written, now);
            }
        }
        return new PreparedWritePlan(
                writer,
                steps,
                new PreparedWritePlan.Terms(false, false, List.of(), templates, this::requireTrusted),
                overtaken);
    }

    /**
     * The templates that break when a secret is taken away for good.
     *
     * @throws KistException if there is one and that is not forced
     */
    List<KistException> brokenWithout(SecretName secret, boolean force) {
        TemplateCheck check = check(force);
        check.accept(Map.of(secret, Optional.empty()));
        return check.broken();
    }

    private static Change checked(SecretName secret, Change change, TemplateCheck check) {
        return current -> {
            Optional<Content> next = change.next(current);
            next.ifPresent(content -> check.accept(Map.of(secret, Optional.of(content))));
            return next;
        };
    }

    private TemplateCheck check(boolean force) {
        return new TemplateCheck(templates, name, force);
    }

    private static Map<SecretName, Change> changes(Collection<SecretName> names, Function<SecretName, Change> change) {
        Map<SecretName, Change> changes = new LinkedHashMap<>();
        names.forEach(secret -> changes.put(secret, change.apply(secret)));
        return changes;
    }

    private WrittenTogether writeAll(Map<SecretName, Change> changes, TemplateCheck check) {
        SeveralWriter.Outcomes outcomes = new SeveralWriter(environments, actor).write(name, changes, check);
        boolean isAnyNew = outcomes.byName().values().stream()
                .anyMatch(outcome -> outcome.isWritten() && outcome.before().isEmpty());
        List<SecretName> others = isAnyNew ? namesBut(changes.keySet()) : List.of();
        return new WrittenTogether(
                outcomes.byName().values().stream()
                        .map(outcome -> written(outcome, () -> others, List.of()))
                        .toList(),
                outcomes.mode(),
                check.broken());
    }

    private NotFoundException notFound(SecretName secret) {
        return new SecretReader(environments).notFound(name, secret);
    }

    private static Optional<Secret> live(Optional<Secret> current) {
        return current.filter(secret -> !secret.isDeleted());
    }
}
