// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.TemplateException;
import dev.kist.TemplateException.Problem;
import dev.kist.internal.keyring.OpenEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What applies in an environment: its own secrets, then those of its parents that it neither has nor deleted. Templates
 * are resolved in the environment that stores them and its parents. Not thread-safe.
 *
 * <p>A secret that could not be read is left out, and so is a template that needs it; a parent's secret never takes its
 * place.
 */
public final class LoadedSecrets {
    private static final Actor NOBODY = Actor.parse("nobody");
    private static final int MAX_TEMPLATES_DEEP = 100;

    /** So many bytes all templates together may resolve to. */
    static final long MAX_RESOLVED_BYTES = 64L * 1024 * 1024;

    /**
     * One environment of the chain: the child first, its parents after it.
     *
     * @param failures why a secret could not be read, by its name
     */
    public record Level(
            OpenEnvironment environment, Map<SecretName, Secret> secrets, Map<String, KistException> failures) {
        boolean has(SecretName name) {
            return secrets.containsKey(name) || failures.containsKey(name.value());
        }

        /** The level as it would be with these contents; empty for a secret that would be gone without a trace. */
        Level with(Map<SecretName, Optional<Secret.Content>> next) {
            Map<SecretName, Secret> secretsThen = new HashMap<>(secrets);
            Map<String, KistException> failuresThen = new HashMap<>(failures);
            next.forEach((name, content) -> {
                failuresThen.remove(name.value());
                content.map(to -> new Secret(environment.name(), name, to, 1, Instant.EPOCH, Instant.EPOCH, NOBODY))
                        .ifPresentOrElse(secret -> secretsThen.put(name, secret), () -> secretsThen.remove(name));
            });
            return new Level(environment, secretsThen, failuresThen);
        }
    }

    private final List<Level> levels;
    private final Map<Place, Resolved> resolved = new HashMap<>();
    private final Map<SecretName, KistException> leftOut = new TreeMap<>();
    private long resolvedBytes;

    /** A secret by the level that stores it. */
    private record Place(int level, SecretName name) {}

    /** A value, and how many templates deep it is. */
    private record Resolved(String text, int depth) {
        @Override
        public String toString() {
            return "Resolved[hidden]";
        }
    }

    LoadedSecrets(List<Level> levels) {
        this.levels = List.copyOf(levels);
        if (levels.stream().anyMatch(level -> !level.failures().isEmpty())) {
            storedNames().forEach(this::leaveOutIfUnreadable);
        }
    }

    /** The environment itself, as it was opened. */
    public OpenEnvironment environment() {
        return levels.get(0).environment();
    }

    /** The environment and its parents. */
    public Set<EnvironmentName> environments() {
        return levels.stream().map(level -> level.environment().name()).collect(Collectors.toSet());
    }

    /** One exception for each document that could not be read; nothing that needs one of them is among the values. */
    public List<KistException> unreadable() {
        return levels.stream()
                .flatMap(level -> level.failures().values().stream())
                .toList();
    }

    /** The secrets that apply, as stored, ascending by name. */
    public List<Secret> secrets() {
        if (levels.size() == 1) {
            // A store reads in this order.
            return levels.get(0).secrets().values().stream()
                    .filter(secret -> !secret.isDeleted() && !leftOut.containsKey(secret.name()))
                    .toList();
        }
        return names().stream().map(this::require).toList();
    }

    /** The names that apply, ascending. */
    public SortedSet<SecretName> names() {
        SortedSet<SecretName> names = storedNames();
        names.removeIf(name -> find(name).isEmpty());
        return names;
    }

    /** The secrets that apply, ascending by name, templates unresolved. */
    public List<Secret> applying() {
        return storedNames().stream().flatMap(name -> stored(name).stream()).toList();
    }

    private SortedSet<SecretName> storedNames() {
        SortedSet<SecretName> names = new TreeSet<>();
        levels.forEach(level -> names.addAll(level.secrets().keySet()));
        return names;
    }

    /** The secret that applies under {@code name}, as stored: a template is not resolved. */
    public Optional<Secret> find(SecretName name) {
        return leftOut.containsKey(name) ? Optional.empty() : stored(name);
    }

    private Optional<Secret> stored(SecretName name) {
        return live(0, name);
    }

    private Optional<Secret> live(int from, SecretName name) {
        int level = levelOf(from, name);
        return level < 0
                ? Optional.empty()
                : Optional.ofNullable(levels.get(level).secrets().get(name)).filter(secret -> !secret.isDeleted());
    }

    /**
     * The value that applies under {@code name}, templates resolved.
     *
     * @throws NotFoundException if there is none; the hint offers a near name
     * @throws TemplateException if it is a template that cannot be resolved
     * @throws KistException with reason {@code NOT_READABLE} if it could not be read, or is a template that needs such a
     *     secret
     */
    public SecretValue value(SecretName name) {
        Secret stored = require(name);
        return stored.isTemplate()
                ? SecretValue.of(resolve(0, name, new ArrayList<>()).text())
                : stored.value();
    }

    /**
     * The secret that applies under {@code name}, as stored.
     *
     * @throws NotFoundException if there is none; the hint offers a near name
     * @throws KistException with reason {@code NOT_READABLE} if it could not be read
     */
    public Secret require(SecretName name) {
        requireReadable(name);
        return find(name).orElseThrow(() -> notFound(name));
    }

    /** All values that apply, templates resolved, ordered by name. */
    public SortedMap<SecretName, SecretValue> values() {
        SortedMap<SecretName, SecretValue> values = new TreeMap<>();
        names().forEach(name -> values.put(name, value(name)));
        return values;
    }

    /** These, if none of {@code names} is among what could not be read. */
    LoadedSecrets requireReadable(Collection<SecretName> names) {
        names.forEach(this::requireReadable);
        return this;
    }

    /** The same for the names that are {@code wanted}. */
    public LoadedSecrets requireReadable(Predicate<SecretName> wanted) {
        Set<SecretName> names = new TreeSet<>(leftOut.keySet());
        levels.forEach(level -> level.failures().keySet().stream()
                .filter(SecretName::isValid)
                .map(SecretName::parse)
                .forEach(names::add));
        return requireReadable(names.stream().filter(wanted).toList());
    }

    private void requireReadable(SecretName name) {
        KistException failure = leftOut.get(name);
        int level = levelOf(0, name);
        if (failure == null && level >= 0) {
            failure = levels.get(level).failures().get(name.value());
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** A template that needs what could not be read cannot be resolved either; other errors are told where it is asked for. */
    private void leaveOutIfUnreadable(SecretName name) {
        if (stored(name).filter(Secret::isTemplate).isEmpty()) {
            return;
        }
        try {
            resolve(0, name, new ArrayList<>());
        } catch (KistException e) {
            if (!(e instanceof TemplateException)) {
                leftOut.put(name, e);
            }
        }
    }

    private int levelOf(int from, SecretName name) {
        for (int i = from; i < levels.size(); i++) {
            if (levels.get(i).has(name)) {
                return i;
            }
        }
        return -1;
    }

    /** What {@code name} stands for, looked up from the level {@code from}; {@code path} leads to it. */
    private Resolved resolve(int from, SecretName name, List<Place> path) {
        int level = levelOf(from, name);
        Place place = new Place(level, name);
        if (path.contains(place)) {
            throw failure(Problem.CIRCLE, path, place, "the references go in a circle");
        }
        KistException unreadable =
                level < 0 ? null : levels.get(level).failures().get(name.value());
        if (unreadable != null) {
            throw unreadable;
        }
        Secret secret = level < 0 ? null : levels.get(level).secrets().get(name);
        if (secret == null || secret.isDeleted()) {
            throw failure(Problem.MISSING, path, place, "it does not exist");
        }
        if (!secret.isTemplate()) {
            if (secret.value().isBinary()) {
                throw failure(Problem.BINARY, path, place, "it is binary");
            }
            return new Resolved(secret.value().text(), 0);
        }
        Resolved known = resolved.get(place);
        if (path.size() + (known == null ? 1 : known.depth()) > MAX_TEMPLATES_DEEP) {
            throw failure(
                    Problem.TOO_DEEP,
                    path.subList(0, Math.min(2, path.size())),
                    place,
                    "the references go more than " + MAX_TEMPLATES_DEEP + " deep");
        }
        if (known == null) {
            path.add(place);
            known = render(place, secret, path);
            path.remove(path.size() - 1);
            resolved.put(place, known);
        }
        return known;
    }

    private Resolved render(Place place, Secret secret, List<Place> path) {
        List<Place> before = path.subList(0, path.size() - 1);
        Template template;
        try {
            template = Template.parse(secret.value().text());
        } catch (InvalidInputException e) {
            throw failure(Problem.MALFORMED, before, place, String.valueOf(e.getMessage()));
        }
        Map<SecretName, Resolved> parts = new HashMap<>();
        template.references().stream().distinct().forEach(name -> parts.put(name, resolve(place.level(), name, path)));
        int depth = parts.values().stream().mapToInt(Resolved::depth).max().orElse(0);
        Function<SecretName, String> values =
                name -> Objects.requireNonNull(parts.get(name)).text();
        long length = template.length(values, SecretValue.MAX_BYTES);
        if (length > SecretValue.MAX_BYTES) {
            throw failure(
                    Problem.TOO_LARGE,
                    before,
                    place,
                    "it grows over the limit of 1 MiB when its references are put in");
        }
        if (resolvedBytes + length > MAX_RESOLVED_BYTES) {
            throw failure(
                    Problem.TOO_LARGE, before, place, "with it all templates together grow over the limit of 64 MiB");
        }
        resolvedBytes += length;
        return new Resolved(template.render(values), depth + 1);
    }

    private TemplateException failure(Problem problem, List<Place> path, Place last, String why) {
        List<SecretName> names = new ArrayList<>();
        path.forEach(place -> names.add(place.name()));
        names.add(last.name());
        return new TemplateException(problem, environment().name(), names, why);
    }

    /** Why there is no secret of that name: it never was, was deleted, or a deletion hides that of a parent. */
    public NotFoundException notFound(SecretName name) {
        EnvironmentName environment = environment().name();
        Secret own = levels.get(0).secrets().get(name);
        if (own == null || !own.isDeleted()) {
            return NotFoundException.secret(environment, name, names());
        }
        // With nothing before it, the deletion is of what a parent has.
        Optional<Secret> hidden = own.version() == 1 ? live(1, name) : Optional.empty();
        return hidden.map(secret -> NotFoundException.hidden(environment, name, secret.environment()))
                .orElseGet(() -> NotFoundException.deleted(environment, name));
    }
}
