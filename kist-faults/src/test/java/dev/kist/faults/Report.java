// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import dev.kist.faults.Answer.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of a run, printed row by row and kept in {@code target/faults.md}. */
final class Report {
    private static final Path FILE = Path.of("target", "faults.md");
    private static final List<String> LINES = new ArrayList<>();

    private Report() {}

    /** How many times Kist is killed; everything else grows with it. */
    static int kills() {
        return Integer.getInteger("kist.kills", 50);
    }

    static long seed() {
        return Long.getLong("kist.seed", 20261124);
    }

    /** Counts as the table has them: {@code delete 3, set 2}. */
    static String counts(Map<String, Integer> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** A row. Called when the inspection found nothing lost, which the row says. */
    static synchronized void row(String what, String store, String faults, Ledger ledger, int versions) {
        if (LINES.isEmpty()) {
            LINES.add(LocalDate.now(ZoneOffset.UTC) + ", -Dkist.kills=" + kills() + " -Dkist.seed=" + seed());
            LINES.add("");
            LINES.add("| what | store | faults | acknowledged | uncertain | refused | versions read | lost |");
            LINES.add("|---|---|---|---|---|---|---|---|");
            LINES.forEach(System.out::println);
        }
        String line = String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d | %d | %d | 0 |",
                what,
                store,
                faults,
                ledger.count(Claim.WRITTEN),
                ledger.count(Claim.UNCERTAIN),
                ledger.count(Claim.REFUSED),
                versions);
        LINES.add(line);
        System.out.println(line);
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.write(FILE, LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
