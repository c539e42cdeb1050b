package dev.kist.cli.terminal;

import dev.kist.Printable;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns, each as wide as its widest cell; the last one is never padded. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row with a cell for each heading; what a terminal could act on is made visible in it. */
    public void add(List<String> cells) {
        rows.add(cells.stream().map(Printable::visible).toList());
    }

    /** The lines, without line ends. */
    public List<String> lines() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                line.append(cell);
                line.append(i < columns - 1 ? " ".repeat(widths[i] - cell.length() + 2) : "");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
