// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows in columns, each as wide as its widest cell; the last one is never padded. Where a width is given, columns
 * move together, and then cells are cut to it.
 */
public final class Table {
    private static final int GAP = 2;
    private static final int LEAST_GAP = 1;
    private static final int LEAST = 12;
    private static final String CUT = "\u2026";

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> kept = new HashSet<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** The same; cells under these headings, such as times that are to be copied, are never cut. */
    public Table keeping(String... headings) {
        for (String heading : headings) {
            kept.add(rows.get(0).indexOf(heading));
        }
        return this;
    }

    /** Adds a row with a cell for each heading; what a terminal could act on is made visible in it. */
    public void add(List<String> cells) {
        rows.add(cells.stream().map(Printable::visible).toList());
    }

    /** The lines, without line ends. */
    List<String> lines() {
        return lines(widths(), GAP);
    }

    /** The same, with cells cut so that the lines have {@code most} characters, as far as that is possible. */
    List<String> lines(int most) {
        int[] widths = widths();
        int gap = width(widths, GAP) > most ? LEAST_GAP : GAP;
        while (width(widths, gap) > most) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean isCut = !kept.contains(i) && widths[i] > LEAST;
                widest = isCut && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return lines(widths, gap);
    }

    /** How many characters the longest line has. */
    int width() {
        return width(widths(), GAP);
    }

    private static int width(int[] widths, int gap) {
        return Arrays.stream(widths).sum() + gap * (widths.length - 1);
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private List<String> lines(int[] widths, int gap) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = cut(row.get(i), widths[i]);
                line.append(cell);
                line.append(i < widths.length - 1 ? " ".repeat(widths[i] - cell.length() + gap) : "");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** A name in its middle, as names often differ at their ends; a sentence at its end. */
    private static String cut(String cell, int width) {
        if (cell.length() <= width) {
            return cell;
        }
        int behind = cell.indexOf(' ') >= 0 ? 0 : (width - 1) / 2;
        return cell.substring(0, width - 1 - behind) + CUT + cell.substring(cell.length() - behind);
    }
}
