// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one file in all dialects and compares what they make of one place. */
final class Readings {
    private final Map<Dialect, DotenvFile> others = new EnumMap<>(Dialect.class);
    private final DotenvFile picked;

    Readings(byte[] content, DotenvOptions options, DotenvFile picked) {
        this.picked = picked;
        for (Dialect dialect : Dialect.values()) {
            // No .env file is written for GitHub Actions by hand.
            if (dialect == picked.dialect() || dialect == Dialect.GITHUB_ENV) {
                continue;
            }
            try {
                others.put(dialect, DotenvFile.parse(content, options.withDialect(dialect)));
            } catch (DotenvException e) {
                // That parser refuses the file, so it has no reading of it.
                others.remove(dialect);
            }
        }
    }

    List<Reading> of(DotenvWarning warning) {
        Map<Optional<String>, List<Dialect>> byValue = new LinkedHashMap<>();
        byValue.put(value(picked, warning), new ArrayList<>(List.of(picked.dialect())));
        others.forEach((dialect, file) -> byValue.computeIfAbsent(value(file, warning), v -> new ArrayList<>())
                .add(dialect));
        List<Reading> readings = new ArrayList<>();
        byValue.forEach((value, dialects) -> readings.add(new Reading(
                dialects,
                value.map(v -> OptionalInt.of(v.codePointCount(0, v.length()))).orElse(OptionalInt.empty()),
                dialects.get(0) == picked.dialect())));
        return readings;
    }

    /** The value of the entry that the warning names: the one on its line, else the last of its key. */
    private static Optional<String> value(DotenvFile file, DotenvWarning warning) {
        String found = null;
        for (DotenvEntry entry : file.entries()) {
            boolean onLine = entry.line() == warning.line();
            if (warning.key() == null ? onLine : entry.key().equals(warning.key())) {
                found = entry.value();
                if (onLine) {
                    break;
                }
            }
        }
        return Optional.ofNullable(found);
    }
}
