package dev.kist.internal.secret;

import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.Suggestions;
import dev.kist.TemplateException;
import dev.kist.internal.keyring.OpenEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What applies in an environment: its own secrets, then those of its parents that it neither has nor deleted. Templates
 * are resolved in the environment that stores them and its parents. Not thread-safe.
 *
 * <p>A secret that could not be read is left out, and so is a template that needs it; a parent's secret never takes its
 * place.
 */
public final class LoadedSecrets {
    private static final int MOST_TEMPLATES_DEEP = 100;
    private static final long MAX_RESOLVED_BYTES = 64L * 1024 * 1024;

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

    /** One exception for each document that could not be read; nothing that needs one of them is among the values. */
    public List<KistException> unreadable() {
        return levels.stream()
                .flatMap(level -> level.failures().values().stream())
                .toList();
    }

    /** The names that apply, ascending. */
    public SortedSet<SecretName> names() {
        SortedSet<SecretName> names = storedNames();
        names.removeIf(name -> find(name).isEmpty());
        return names;
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
        int level = levelOf(0, name);
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
        requireReadable(name);
        if (find(name).isEmpty()) {
            throw notFound(name);
        }
        SecretValue stored = find(name).orElseThrow().value();
        return stored.isBinary()
                ? stored
                : SecretValue.of(resolve(0, name, new ArrayList<>()).text());
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
            if (e.reason() == Reason.NOT_READABLE || unreadable().contains(e)) {
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
            throw failure(Reason.INVALID_INPUT, path, place, "the references go in a circle", "break it with kist set");
        }
        KistException unreadable =
                level < 0 ? null : levels.get(level).failures().get(name.value());
        if (unreadable != null) {
            throw unreadable;
        }
        Secret secret = level < 0 ? null : levels.get(level).secrets().get(name);
        if (secret == null || secret.isDeleted()) {
            throw failure(
                    Reason.NOT_FOUND,
                    path,
                    place,
                    "it does not exist",
                    "set it, or change the template; $${ is a literal ${");
        }
        if (secret.value().isBinary()) {
            throw failure(
                    Reason.INVALID_INPUT, path, place, "it is binary", "a template takes the values of texts alone");
        }
        if (!secret.isTemplate()) {
            return new Resolved(secret.value().text(), 0);
        }
        Resolved known = resolved.get(place);
        if (path.size() + (known == null ? 1 : known.depth()) > MOST_TEMPLATES_DEEP) {
            throw failure(
                    Reason.INVALID_INPUT,
                    path.subList(0, Math.min(2, path.size())),
                    place,
                    "the references go more than " + MOST_TEMPLATES_DEEP + " deep",
                    "refer to the last one directly");
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
        int[] deepest = {0};
        try {
            String text = Template.parse(secret.value().text()).render(name -> {
                Resolved part = resolve(place.level(), name, path);
                deepest[0] = Math.max(deepest[0], part.depth());
                return part.text();
            });
            resolvedBytes += text.getBytes(StandardCharsets.UTF_8).length;
            if (resolvedBytes > MAX_RESOLVED_BYTES) {
                throw new InvalidInputException(
                        "the templates of an environment grow over the limit of 64 MiB together",
                        "refer to smaller values");
            }
            return new Resolved(text, deepest[0] + 1);
        } catch (InvalidInputException e) {
            throw failure(
                    Reason.INVALID_INPUT,
                    path.subList(0, path.size() - 1),
                    place,
                    String.valueOf(e.getMessage()),
                    e.hint().orElse(""));
        }
    }

    private TemplateException failure(Reason reason, List<Place> path, Place last, String why, String hint) {
        List<SecretName> names = new ArrayList<>();
        path.forEach(place -> names.add(place.name()));
        names.add(last.name());
        return new TemplateException(reason, environment().name(), names, why, hint);
    }

    private NotFoundException notFound(SecretName name) {
        List<String> near = Suggestions.near(
                name.value(), names().stream().map(SecretName::value).toList());
        EnvironmentName environment = environment().name();
        Secret own = levels.get(0).secrets().get(name);
        if (own != null && own.isDeleted()) {
            return new NotFoundException(
                    "secret " + name + " does not exist in " + environment + ": it was deleted",
                    "kist restore " + name + " --environment " + environment + " brings it back");
        }
        return new NotFoundException(
                "secret " + name + " does not exist in " + environment,
                near.isEmpty()
                        ? "kist list --environment " + environment + " shows the names"
                        : "did you mean " + near.get(0) + "?");
    }
}
