package dev.kist;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What two snapshots have different, name by name. Its {@code toString} shows names alone. */
public final class Difference {
    private final Snapshot before;
    private final Snapshot after;
    private final SortedMap<SecretName, Kind> kinds;

    /** How a name differs. */
    public enum Kind {
        ADDED,
        CHANGED,
        UNCHANGED,
        REMOVED
    }

    private Difference(Snapshot before, Snapshot after, SortedMap<SecretName, Kind> kinds) {
        this.before = before;
        this.after = after;
        this.kinds = kinds;
    }

    /** What became of {@code before} in {@code after}. */
    public static Difference between(Snapshot before, Snapshot after) {
        SortedSet<SecretName> names = new TreeSet<>(before.secrets().keySet());
        names.addAll(after.secrets().keySet());
        SortedMap<SecretName, Kind> kinds = new TreeMap<>();
        for (SecretName name : names) {
            Optional<SecretValue> was = before.value(name);
            Optional<SecretValue> is = after.value(name);
            Kind kind = was.isEmpty()
                    ? Kind.ADDED
                    : is.isEmpty() ? Kind.REMOVED : was.equals(is) ? Kind.UNCHANGED : Kind.CHANGED;
            kinds.put(name, kind);
        }
        return new Difference(before, after, kinds);
    }

    /** Each name and how it differs, ascending by name. */
    public SortedMap<SecretName, Kind> kinds() {
        return new TreeMap<>(kinds);
    }

    /** The names that differ in this way, ascending. */
    public SortedSet<SecretName> names(Kind kind) {
        SortedSet<SecretName> names = new TreeSet<>(kinds.keySet());
        names.removeIf(name -> kinds.get(name) != kind);
        return names;
    }

    /** The names that differ in any way, ascending. */
    public SortedSet<SecretName> changes() {
        SortedSet<SecretName> names = new TreeSet<>(kinds.keySet());
        names.removeIf(name -> kinds.get(name) == Kind.UNCHANGED);
        return names;
    }

    /** The value that the name had; empty if it was not there. */
    public Optional<SecretValue> before(SecretName name) {
        return before.value(name);
    }

    /** The value that the name has; empty if it is not there. */
    public Optional<SecretValue> after(SecretName name) {
        return after.value(name);
    }

    @Override
    public String toString() {
        return "Difference" + kinds;
    }
}
