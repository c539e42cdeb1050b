// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import dev.kist.Difference;
import dev.kist.Difference.Kind;
import dev.kist.Printable;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.cli.options.RevealOption;
import dev.kist.cli.session.ShownValue;
import dev.kist.cli.terminal.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A difference as lines and as JSON. */
final class DifferenceText {
    private DifferenceText() {}

    /** The names by kind; with their values, as far as they are shown. */
    static Map<String, Object> json(Difference difference, RevealOption reveal) {
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            String field = kind.name().toLowerCase(Locale.ROOT);
            kinds.put(
                    field,
                    reveal.shows()
                            ? values(difference, kind, reveal)
                            : difference.names(kind).stream()
                                    .map(SecretName::value)
                                    .toList());
        }
        return kinds;
    }

    private static Map<String, Object> values(Difference difference, Kind kind, RevealOption reveal) {
        Map<String, Object> values = new TreeMap<>();
        for (SecretName name : difference.names(kind)) {
            if (kind == Kind.CHANGED) {
                Map<String, Object> fromTo = new LinkedHashMap<>();
                fromTo.put("from", json(difference.before(name), reveal));
                fromTo.put("to", json(difference.after(name), reveal));
                values.put(name.value(), fromTo);
            } else {
                values.put(name.value(), json(difference.after(name).or(() -> difference.before(name)), reveal));
            }
        }
        return values;
    }

    /** A line for each name, with a sign for its kind. */
    static List<String> lines(Difference difference, RevealOption reveal, Style style) {
        List<String> lines = new ArrayList<>();
        difference.kinds().forEach((name, kind) -> {
            String line = sign(kind) + " " + name + (reveal.shows() ? " " + shown(difference, name, kind, reveal) : "");
            lines.add(colored(line, kind, style));
        });
        return lines;
    }

    private static String shown(Difference difference, SecretName name, Kind kind, RevealOption reveal) {
        String after = text(difference.after(name).or(() -> difference.before(name)), reveal);
        return kind == Kind.CHANGED ? text(difference.before(name), reveal) + " -> " + after : after;
    }

    private static Object json(Optional<SecretValue> value, RevealOption reveal) {
        return value.map(one -> ShownValue.json(one, reveal)).orElse("");
    }

    private static String text(Optional<SecretValue> value, RevealOption reveal) {
        return value.map(one -> Printable.visible(ShownValue.text(one, reveal))).orElse("");
    }

    private static String colored(String line, Kind kind, Style style) {
        return switch (kind) {
            case ADDED -> style.green(line);
            case CHANGED -> style.yellow(line);
            case UNCHANGED -> line;
            case REMOVED -> style.red(line);
        };
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
