package dev.kist.cli.history;

import dev.kist.Difference;
import dev.kist.Difference.Kind;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.cli.terminal.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A difference as lines and as JSON. */
final class DifferenceText {
    private DifferenceText() {}

    /** The names by kind; with their values, if they are revealed. */
    static Map<String, Object> json(Difference difference, boolean reveal) {
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            String field = kind.name().toLowerCase(Locale.ROOT);
            kinds.put(
                    field,
                    reveal
                            ? values(difference, kind)
                            : difference.names(kind).stream()
                                    .map(SecretName::value)
                                    .toList());
        }
        return kinds;
    }

    private static Map<String, Object> values(Difference difference, Kind kind) {
        Map<String, Object> values = new TreeMap<>();
        for (SecretName name : difference.names(kind)) {
            if (kind == Kind.CHANGED) {
                Map<String, String> fromTo = new LinkedHashMap<>();
                fromTo.put("from", text(difference.before(name)));
                fromTo.put("to", text(difference.after(name)));
                values.put(name.value(), fromTo);
            } else {
                values.put(name.value(), text(difference.after(name).or(() -> difference.before(name))));
            }
        }
        return values;
    }

    /** A line for each name, with a sign for its kind. */
    static List<String> lines(Difference difference, boolean reveal) {
        List<String> lines = new ArrayList<>();
        difference
                .kinds()
                .forEach((name, kind) ->
                        lines.add(sign(kind) + " " + name + (reveal ? " " + revealed(difference, name, kind) : "")));
        return lines;
    }

    /** In quotes, so that a value of several lines keeps to its row. */
    private static String revealed(Difference difference, SecretName name, Kind kind) {
        String after = Json.of(text(difference.after(name).or(() -> difference.before(name))));
        return kind == Kind.CHANGED ? Json.of(text(difference.before(name))) + " -> " + after : after;
    }

    private static String text(Optional<SecretValue> value) {
        return value.map(found -> found.isBinary() ? Base64.getEncoder().encodeToString(found.bytes()) : found.text())
                .orElse("");
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case UNCHANGED -> "=";
            case REMOVED -> "-";
        };
    }
}
