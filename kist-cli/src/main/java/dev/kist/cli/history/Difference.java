package dev.kist.cli.history;

import dev.kist.cli.terminal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How two sets of values differ, by name. Its {@code toString} shows no values. */
final class Difference {
    private final Map<String, String> before;
    private final Map<String, String> after;

    private Difference(Map<String, String> before, Map<String, String> after) {
        this.before = Map.copyOf(before);
        this.after = Map.copyOf(after);
    }

    static Difference of(Map<String, String> before, Map<String, String> after) {
        return new Difference(before, after);
    }

    /** What became of a name, in the order in which JSON has them. */
    private enum Kind {
        ADDED("+"),
        CHANGED("~"),
        UNCHANGED("="),
        REMOVED("-");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String field() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Kind kind(String name) {
        if (!before.containsKey(name)) {
            return Kind.ADDED;
        }
        if (!after.containsKey(name)) {
            return Kind.REMOVED;
        }
        return Objects.equals(before.get(name), after.get(name)) ? Kind.UNCHANGED : Kind.CHANGED;
    }

    private SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all;
    }

    /** The names of each kind, ascending. */
    Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            names.put(
                    kind.field(),
                    all().stream().filter(name -> kind(name) == kind).toList());
        }
        return names;
    }

    /** The values of each kind by name; where it changed, {@code from} and {@code to}. */
    Map<String, Object> revealed() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            SortedMap<String, Object> values = new TreeMap<>();
            for (String name : all()) {
                if (kind(name) == kind) {
                    values.put(name, kind == Kind.CHANGED ? fromTo(name) : value(name));
                }
            }
            kinds.put(kind.field(), values);
        }
        return kinds;
    }

    private Map<String, String> fromTo(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("from", before.getOrDefault(name, ""));
        values.put("to", after.getOrDefault(name, ""));
        return values;
    }

    private String value(String name) {
        return after.getOrDefault(name, before.getOrDefault(name, ""));
    }

    /** A line for each name: {@code + added}, {@code - removed}, {@code ~ changed}, {@code = same}. */
    List<String> lines(boolean isReveal) {
        List<String> lines = new ArrayList<>();
        for (String name : all()) {
            Kind kind = kind(name);
            String line = kind.sign + " " + name;
            if (isReveal) {
                // In quotes, so that a value of several lines keeps to its row.
                line += kind == Kind.CHANGED
                        ? " " + Json.of(before.getOrDefault(name, "")) + " -> " + Json.of(value(name))
                        : " " + Json.of(value(name));
            }
            lines.add(line);
        }
        return lines;
    }

    @Override
    public String toString() {
        return "Difference" + names();
    }
}
