package dev.kist;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The secrets of one environment at one moment, decrypted. Immutable and thread-safe. Its {@code toString}, and that of
 * {@link #asMap()}, show no value.
 */
public final class Snapshot {
    private final String environment;
    private final SortedMap<String, String> values;

    Snapshot(String environment, SortedMap<String, String> values) {
        this.environment = environment;
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The environment's name. */
    public String environment() {
        return environment;
    }

    /**
     * The value of a secret.
     *
     * @throws NotFoundException if the environment does not have it
     */
    public String get(String name) {
        return find(name).orElseThrow(() -> {
            var near = Suggestions.near(name, values.keySet());
            return new NotFoundException(
                    "secret " + name + " does not exist in " + environment,
                    near.isEmpty() ? null : "did you mean " + near.get(0) + "?");
        });
    }

    /** The value of a secret; empty if the environment does not have it. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The names, ascending; a copy. */
    public SortedSet<String> names() {
        return new TreeSet<>(values.keySet());
    }

    /** Name to value, ascending by name; unmodifiable, with a {@code toString} that shows no value. */
    public Map<String, String> asMap() {
        return new HiddenValuesMap(values);
    }

    /** Sets each secret as a system property of its name, over one that is set already. All code in the JVM can read them. */
    public void toSystemProperties() {
        values.forEach(System::setProperty);
    }

    @Override
    public String toString() {
        return "Snapshot[" + environment + ", " + values.size() + " secrets]";
    }
}
