package dev.kist.environment;

import dev.kist.KistException;
import dev.kist.KistException.Reason;
import dev.kist.keyring.OpenEnvironment;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.InvalidInputException;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import dev.kist.secret.SecretValue;
import dev.kist.secret.Template;
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
 */
public final class LoadedSecrets {
    private static final int MOST_REFERENCES_DEEP = 100;

    /** One environment of the chain: the child first, its parents after it. */
    record Level(OpenEnvironment environment, Map<SecretName, Secret> secrets) {}

    private final List<Level> levels;
    private final List<KistException> unreadable;
    private final Map<Place, String> resolved = new HashMap<>();

    /** A secret by the level that it is looked up from. */
    private record Place(int level, SecretName name) {}

    LoadedSecrets(List<Level> levels, List<KistException> unreadable) {
        this.levels = List.copyOf(levels);
        this.unreadable = List.copyOf(unreadable);
    }

    /** The environment itself, as it was opened. */
    public OpenEnvironment environment() {
        return levels.get(0).environment();
    }

    /** One exception for each document that was left out because it could not be read. */
    public List<KistException> unreadable() {
        return unreadable;
    }

    /** The names that apply, ascending. */
    public SortedSet<SecretName> names() {
        SortedSet<SecretName> names = new TreeSet<>();
        for (Level level : levels) {
            names.addAll(level.secrets().keySet());
        }
        names.removeIf(name -> find(name).isEmpty());
        return names;
    }

    /** The secret that applies under {@code name}, as stored: a template is not resolved. */
    public Optional<Secret> find(SecretName name) {
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
     */
    public SecretValue value(SecretName name) {
        if (find(name).isEmpty()) {
            throw notFound(name);
        }
        return SecretValue.of(resolve(new Place(0, name), new ArrayList<>()));
    }

    /** All values that apply, templates resolved, ordered by name. */
    public SortedMap<SecretName, SecretValue> values() {
        SortedMap<SecretName, SecretValue> values = new TreeMap<>();
        names().forEach(name -> values.put(name, value(name)));
        return values;
    }

    /** These, if none of {@code names} is among what could not be read. */
    LoadedSecrets requireReadable(Collection<SecretName> names) {
        if (!unreadable.isEmpty() && !names().containsAll(names)) {
            throw unreadable.get(0);
        }
        return this;
    }

    private int levelOf(int from, SecretName name) {
        for (int i = from; i < levels.size(); i++) {
            if (levels.get(i).secrets().containsKey(name)) {
                return i;
            }
        }
        return -1;
    }

    private String resolve(Place place, List<SecretName> path) {
        EnvironmentName environment = environment().name();
        boolean isCircle = path.contains(place.name());
        path.add(place.name());
        if (isCircle) {
            throw new TemplateException(
                    Reason.INVALID_INPUT, environment, path, "the references go in a circle", "break it with kist set");
        }
        int level = levelOf(place.level(), place.name());
        Secret secret = level < 0 ? null : levels.get(level).secrets().get(place.name());
        if (secret == null || secret.isDeleted()) {
            throw new TemplateException(
                    Reason.NOT_FOUND,
                    environment,
                    path,
                    "it does not exist",
                    "set it, or change the template; $${ is a literal ${");
        }
        if (!secret.isTemplate()) {
            path.remove(path.size() - 1);
            return secret.value().text();
        }
        if (path.size() > MOST_REFERENCES_DEEP) {
            throw new TemplateException(
                    Reason.INVALID_INPUT,
                    environment,
                    path.subList(0, 3),
                    "the references go more than " + MOST_REFERENCES_DEEP + " deep",
                    "refer to the last one directly");
        }
        Place key = new Place(level, place.name());
        String known = resolved.get(key);
        String text = known != null ? known : render(key, secret, path);
        resolved.put(key, text);
        path.remove(path.size() - 1);
        return text;
    }

    private String render(Place place, Secret secret, List<SecretName> path) {
        try {
            return Template.parse(secret.value().text()).render(name -> resolve(new Place(place.level(), name), path));
        } catch (InvalidInputException e) {
            throw new TemplateException(
                    Reason.INVALID_INPUT,
                    environment().name(),
                    path,
                    String.valueOf(e.getMessage()),
                    e.hint().orElse(""));
        }
    }

    private NotFoundException notFound(SecretName name) {
        List<String> near = Nearness.near(
                name.value(), names().stream().map(SecretName::value).toList());
        EnvironmentName environment = environment().name();
        return new NotFoundException(
                "secret " + name + " does not exist in " + environment,
                near.isEmpty()
                        ? "kist list --environment " + environment + " shows the names"
                        : "did you mean " + near.get(0) + "?");
    }
}
