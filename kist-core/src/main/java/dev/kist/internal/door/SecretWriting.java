package dev.kist.internal.door;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Progress;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.Secret.Kind;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Suggestions;
import dev.kist.WritePlan;
import dev.kist.Written;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.secret.Change;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.Template;
import dev.kist.spi.Freshness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes the secrets of one environment. */
final class SecretWriting {
    private final EnvironmentName name;
    private final Environments environments;
    private final Actor actor;
    private final FirstSight firstSight;

    SecretWriting(EnvironmentName name, Environments environments, Actor actor, FirstSight firstSight) {
        this.name = name;
        this.environments = environments;
        this.actor = actor;
        this.firstSight = firstSight;
    }

    Written set(SecretName secret, SecretValue value, SetOptions options) {
        if (options.reading().filter(SetOptions.Reading.TEMPLATE::equals).isPresent()) {
            Template.parse(value.text());
        }
        firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        boolean[] wasTemplate = {false};
        Change change = current -> {
            Optional<Content> live = live(current).map(Secret::content);
            wasTemplate[0] = live.filter(Content::isTemplate).isPresent();
            Note note = options.note().or(() -> live.map(Content::note)).orElse(null);
            Content next = new Content(value, note, kind(secret, value, options, live));
            return live.filter(next::equals).isPresent() ? Optional.empty() : Optional.of(next);
        };
        SecretWriter writer = new SecretWriter(environments, actor);
        SecretWriter.Outcome outcome = options.ifVersion().isPresent()
                ? writer.writeIfVersion(name, secret, options.ifVersion().getAsInt(), change)
                : writer.write(name, secret, change);
        Secret now = outcome.secret().orElseThrow();
        return new Written(
                now,
                outcome.isWritten(),
                wasTemplate[0] && now.content().kind() == Kind.LITERAL,
                outcome.isWritten() && now.version() == 1 ? near(secret) : List.of());
    }

    private static Kind kind(SecretName secret, SecretValue value, SetOptions options, Optional<Content> live) {
        if (value.isBinary()) {
            return Kind.BINARY;
        }
        if (options.reading().isPresent()) {
            return options.reading().get() == SetOptions.Reading.TEMPLATE ? Kind.TEMPLATE : Kind.LITERAL;
        }
        if (live.filter(Content::isTemplate).isPresent() && value.text().contains("${")) {
            throw new InvalidInputException(
                    secret + " is a template, and the new value has a ${: whether that one is a template, too, is open",
                    "say whether it is a template or text");
        }
        return Kind.LITERAL;
    }

    private List<SecretName> near(SecretName secret) {
        List<String> others = new SecretReader(environments)
                .readAll(name, Freshness.PREFER_PRIMARY).secrets().stream()
                        .filter(other -> !other.isDeleted())
                        .map(other -> other.name().value())
                        .toList();
        return Suggestions.near(secret.value(), others).stream()
                .map(SecretName::parse)
                .toList();
    }

    Written setNote(SecretName secret, Optional<Note> note) {
        firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        return write(secret, current -> {
            Content live = live(current).orElseThrow(() -> notFound(secret)).content();
            Content next = live.withNote(note.orElse(null));
            return next.equals(live) ? Optional.empty() : Optional.of(next);
        });
    }

    List<Written> delete(Collection<SecretName> names, boolean force) {
        firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        if (!force) {
            requireNotNeeded(names);
        }
        return writeAll(names, secret -> current -> {
            if (live(current).isEmpty()) {
                throw notFound(secret);
            }
            return Optional.of(Content.deletion());
        });
    }

    List<Written> restore(Collection<SecretName> names) {
        firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        HistoryReader history = new HistoryReader(environments);
        return writeAll(names, secret -> current -> {
            if (live(current).isPresent()) {
                return Optional.empty();
            }
            if (current.isEmpty()) {
                throw notFound(secret);
            }
            return Optional.of(history.read(name, secret)
                    .newestLive()
                    .orElseThrow(() -> new NotFoundException(
                            "no version of secret " + secret + " of " + name + " is kept that is not a deletion", null))
                    .content());
        });
    }

    Written rollback(SecretName secret, int version, boolean force) {
        OpenEnvironment open = firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY));
        SecretHistory history = new HistoryReader(environments).read(open.name(), secret);
        Content content = history.version(version).content();
        if (content.isDeleted()) {
            throw new NotFoundException(
                    "version " + version + " of secret " + secret + " is a deletion", "delete the secret instead");
        }
        return write(
                secret,
                current -> current.map(Secret::content).filter(content::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(content));
    }

    WritePlan plan(Map<SecretName, Content> contents, List<KistException> unreadable) {
        PlanWriter writer = new PlanWriter(environments, actor);
        boolean isNew = environments.find(name, Freshness.PRIMARY).isEmpty();
        return new PreparedWritePlan(
                writer,
                isNew ? PlanWriter.planForNew(name, contents) : writer.plan(name, contents),
                unreadable,
                isNew,
                () -> firstSight.requireTrusted(environments.open(name, Freshness.PRIMARY)));
    }

    void requireNotNeeded(Collection<SecretName> names) {
        new TemplateNeeds(new SecretReader(environments).readAll(name, Freshness.PRIMARY)).requireNotNeeded(names);
    }

    private List<Written> writeAll(Collection<SecretName> names, Function<SecretName, Change> changes) {
        List<SecretName> distinct = names.stream().distinct().toList();
        if (distinct.size() == 1) {
            return List.of(write(distinct.get(0), changes.apply(distinct.get(0))));
        }
        SecretReader reader = new SecretReader(environments);
        Map<SecretName, Secret> current = new LinkedHashMap<>();
        reader.readAll(name, Freshness.PRIMARY).secrets().forEach(secret -> current.put(secret.name(), secret));
        Map<SecretName, Content> contents = new LinkedHashMap<>();
        for (SecretName secret : distinct) {
            changes.apply(secret)
                    .next(Optional.ofNullable(current.get(secret)))
                    .ifPresent(content -> contents.put(secret, content));
        }
        plan(contents, List.of()).apply(Progress.NONE);
        List<Written> written = new ArrayList<>();
        for (Secret secret : reader.readAll(name, Freshness.PRIMARY).secrets()) {
            if (distinct.contains(secret.name())) {
                written.add(new Written(secret, contents.containsKey(secret.name()), false, List.of()));
            }
        }
        return written;
    }

    private Written write(SecretName secret, Change change) {
        SecretWriter.Outcome outcome = new SecretWriter(environments, actor).write(name, secret, change);
        return new Written(outcome.secret().orElseThrow(), outcome.isWritten(), false, List.of());
    }

    private NotFoundException notFound(SecretName secret) {
        return new SecretReader(environments).notFound(name, secret);
    }

    private static Optional<Secret> live(Optional<Secret> current) {
        return current.filter(secret -> !secret.isDeleted());
    }
}
