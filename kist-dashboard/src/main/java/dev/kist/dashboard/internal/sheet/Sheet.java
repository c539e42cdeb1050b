// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * All environments side by side at one moment. Immutable.
 *
 * @param state how far the table had come then
 * @param columns the environments, from where things are tried to where they are used, those that are not open
 *     here last
 * @param rows the names that any of them has, ascending
 */
public record Sheet(State state, List<Column> columns, List<Row> rows) {
    private static final List<List<String>> STAGES = List.of(
            List.of("shared", "common", "base", "default"),
            List.of("local"),
            List.of("dev", "development"),
            List.of("ci", "test", "testing"),
            List.of("qa", "review", "preview"),
            List.of("stage", "staging", "uat", "preprod"),
            List.of("prod", "production", "live"));

    public Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Puts environments side by side, as what comes after another table of the same store. */
    static Sheet of(Collection<Column> environments, State before, Optional<Sheet> last) {
        List<Column> columns = new ArrayList<>(environments);
        columns.sort(
                Comparator.comparing((Column column) -> !column.isReadable()).thenComparing(Column::name, inOrder()));
        TreeSet<SecretName> names = new TreeSet<>();
        columns.forEach(column -> names.addAll(column.cells().keySet()));
        State state = last.map(sheet ->
                        before.after(hasOtherHeads(sheet.columns, columns), hasOtherCells(sheet.columns, columns)))
                .orElse(before);
        return new Sheet(
                state,
                columns,
                names.stream().map(name -> Row.of(name, columns)).toList());
    }

    private static boolean hasOtherHeads(List<Column> before, List<Column> now) {
        return before.size() != now.size()
                || IntStream.range(0, now.size()).anyMatch(i -> !now.get(i).hasHeadOf(before.get(i)));
    }

    private static boolean hasOtherCells(List<Column> before, List<Column> now) {
        return !before.stream()
                .map(Column::cells)
                .toList()
                .equals(now.stream().map(Column::cells).toList());
    }

    /** From where things are tried to where they are used: development, then staging, then production, then all others. */
    public static Comparator<EnvironmentName> inOrder() {
        return Comparator.comparingInt(Sheet::stage).thenComparing(Comparator.naturalOrder());
    }

    private static int stage(EnvironmentName name) {
        List<String> words = List.of(name.value().toLowerCase(Locale.ROOT).split("[._-]", -1));
        for (int i = 0; i < STAGES.size(); i++) {
            if (STAGES.get(i).stream().anyMatch(words::contains)) {
                return i;
            }
        }
        return STAGES.size();
    }

    /** The names of the environments, in the order of the columns. */
    public List<EnvironmentName> environments() {
        return columns.stream().map(Column::name).toList();
    }

    /** The column of an environment. */
    public Optional<Column> column(EnvironmentName name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The row of a secret; one that no environment has is missing in all. */
    public Row row(SecretName name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseGet(() -> Row.of(name, columns));
    }

    /** When the oldest of it was read, by the store's time; empty where there is no environment. */
    public Optional<Instant> readAt() {
        return columns.stream().map(Column::readAt).min(Comparator.naturalOrder());
    }
}
