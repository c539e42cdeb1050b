// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import dev.kist.SecretName;
import dev.kist.dashboard.internal.draft.Draft;
import dev.kist.dashboard.internal.draft.Edit;
import dev.kist.dashboard.internal.draft.Edit.Place;
import dev.kist.dashboard.internal.sheet.Cell;
import dev.kist.dashboard.internal.sheet.Column;
import dev.kist.dashboard.internal.sheet.Row;
import dev.kist.dashboard.internal.sheet.Sheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rows of the table that are to be seen: the sheet with the draft laid over it, filtered. */
public final class VisibleRows {
    private final Sheet sheet;
    private final Draft draft;
    private final List<Row> all;
    private final List<Row> shown;
    private final Set<SecretName> drafted = new HashSet<>();

    /** Which rows are shown. */
    enum Show {
        ALL,
        DIFFERENT,
        MISSING,
        UNREADABLE,
        DRAFT;

        static Show of(String word) {
            for (Show show : values()) {
                if (show.word().equals(word)) {
                    return show;
                }
            }
            return ALL;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The rows whose names hold {@code text}, or are among {@code found}.
     *
     * @param found names that were found by their notes or values
     */
    VisibleRows(Sheet sheet, Draft draft, Show show, String text, Set<SecretName> found) {
        this.sheet = sheet;
        this.draft = draft;
        SortedMap<SecretName, Row> rows = new TreeMap<>();
        sheet.rows().forEach(row -> rows.put(row.name(), row));
        for (Edit edit : draft.all()) {
            rows.computeIfAbsent(edit.name(), sheet::row);
            drafted.add(edit.name());
        }
        this.all = List.copyOf(rows.values());
        String wanted = text.toLowerCase(Locale.ROOT);
        this.shown = all.stream()
                .filter(test(show))
                .filter(row ->
                        row.name().value().toLowerCase(Locale.ROOT).contains(wanted) || found.contains(row.name()))
                .toList();
    }

    private Predicate<Row> test(Show show) {
        return switch (show) {
            case ALL -> row -> true;
            case DIFFERENT -> Row::isDifferent;
            case MISSING -> Row::isMissing;
            case UNREADABLE -> Row::isUnreadable;
            case DRAFT -> row -> drafted.contains(row.name());
        };
    }

    /** How many rows are shown. */
    int size() {
        return shown.size();
    }

    /** How many rows there would be. */
    int count(Show show) {
        return (int) all.stream().filter(test(show)).count();
    }

    /** The names that are shown. */
    List<SecretName> names() {
        return shown.stream().map(Row::name).toList();
    }

    /** Some of the rows, ready to be shown. */
    List<Line> lines(int from, int count) {
        List<Line> lines = new ArrayList<>();
        int start = Math.max(0, Math.min(from, shown.size()));
        int end = Math.min(shown.size(), start + Math.max(0, count));
        for (int i = start; i < end; i++) {
            lines.add(line(i, shown.get(i)));
        }
        return lines;
    }

    private Line line(int index, Row row) {
        List<Box> boxes = new ArrayList<>();
        Map<String, Integer> versions = new HashMap<>();
        boolean isMixed = row.isDifferent();
        for (int i = 0; i < row.cells().size(); i++) {
            Column column = sheet.columns().get(i);
            Optional<Edit> edit = draft.find(new Place(column.name(), row.name()));
            if (row.cells().get(i) instanceof Cell.Present present) {
                versions.put(column.name().value(), present.version());
            }
            boxes.add(Box.of(column, row.cells().get(i), row.groups().get(i), isMixed, edit));
        }
        long values = row.groups().stream().filter(group -> group >= 0).count();
        String verdict = isMixed ? "different" : values > 1 ? "same" : "single";
        return new Line(index, row.name().value(), verdict, boxes, versions);
    }

    /**
     * A row, ready to be shown.
     *
     * @param index its place among those that are shown, from 0
     * @param name the secret's name
     * @param verdict whether the values are the alike, different, or there is but one
     * @param boxes one for each environment
     * @param versions the version that applies in each environment that has it
     */
    public record Line(int index, String name, String verdict, List<Box> boxes, Map<String, Integer> versions) {
        /** The version that applies in an environment; 0 where there is none. */
        public int version(String environment) {
            return versions.getOrDefault(environment, 0);
        }
    }

    /**
     * A cell, ready to be shown.
     *
     * @param environment its environment
     * @param look how it looks: {@code value}, {@code missing}, {@code unreadable}, {@code closed}, {@code added}, {@code changed}
     *     or {@code deleted}
     * @param letter the same letter in a row is the same value; empty where there is nothing to compare
     * @param mark a word beside the value: {@code template}, {@code binary}, the parent it comes from
     * @param hasNote whether it has a note
     * @param spoken the whole for a screen reader
     */
    public record Box(String environment, String look, String letter, String mark, boolean hasNote, String spoken) {
        static Box of(Column column, Cell cell, int group, boolean isMixed, Optional<Edit> edit) {
            String environment = column.name().value();
            if (edit.isPresent()) {
                String look = edit.get().content().isDeleted()
                        ? "deleted"
                        : cell instanceof Cell.Present ? "changed" : "added";
                return new Box(environment, look, "", "", false, environment + ": " + look + " in your draft");
            }
            if (cell instanceof Cell.Present present) {
                String letter = isMixed ? letter(group) : "";
                String mark = mark(present);
                return new Box(
                        environment,
                        "value",
                        letter,
                        mark,
                        present.hasNote(),
                        environment + ": hidden value" + (letter.isEmpty() ? "" : " " + letter)
                                + (mark.isEmpty() ? "" : ", " + mark) + (present.hasNote() ? ", with a note" : ""));
            }
            if (cell instanceof Cell.Unreadable unreadable) {
                return new Box(environment, "unreadable", "", "", false, environment + ": " + unreadable.why());
            }
            boolean isMissing = cell instanceof Cell.Missing;
            return new Box(
                    environment,
                    isMissing ? "missing" : "closed",
                    "",
                    "",
                    false,
                    environment + (isMissing ? ": missing" : ": not open here"));
        }

        /** A to Z, then AA, AB: however many values a row has, no two share one. */
        private static String letter(int group) {
            String last = String.valueOf((char) ('A' + group % 26));
            return group < 26 ? last : letter(group / 26 - 1) + last;
        }

        /** The colour of its letter, of which there are four. */
        public String color() {
            return letter.length() == 1 && letter.compareTo("D") < 0 ? letter : "D";
        }

        private static String mark(Cell.Present present) {
            if (present.inheritedFrom().isPresent()) {
                return "from " + present.inheritedFrom().orElseThrow();
            }
            return switch (present.kind()) {
                case TEMPLATE -> "template";
                case BINARY -> "binary";
                default -> "";
            };
        }
    }
}
