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
    private int spanning = -1;

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

    /** The same; cells under this heading, not the last one, are never cut, and reach over empty ones behind them. */
    public Table spanning(String heading) {
        spanning = rows.get(0).indexOf(heading);
        kept.add(spanning);
        return this;
    }

    /** Adds a row with a cell for each heading; what a terminal could act on is made visible in it. */
    public void add(List<String> cells) {
        rows.add(cells.stream().map(Printable::visible).toList());
    }

    /** The lines, without line ends. */
    List<String> lines() {
        int[] widths = widths();
        widen(widths, GAP, Integer.MAX_VALUE);
        return lines(widths, GAP);
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
        widen(widths, gap, Math.max(0, most - width(widths, gap)));
        return lines(widths, gap);
    }

    /** How many characters the longest line has. */
    int width() {
        int[] widths = widths();
        widen(widths, GAP, Integer.MAX_VALUE);
        return width(widths, GAP);
    }

    private static int width(int[] widths, int gap) {
        return Arrays.stream(widths).sum() + gap * (widths.length - 1);
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                if (spanned(row, i) == 0) {
                    widths[i] = Math.max(widths[i], row.get(i).length());
                }
            }
        }
        return widths;
    }

    /** Makes the spanning column wider for cells that reach over others and still do not fit, by no more than {@code most}. */
    private void widen(int[] widths, int gap, int most) {
        int missing = 0;
        for (List<String> row : rows) {
            int over = spanning < 0 ? 0 : spanned(row, spanning);
            if (over > 0) {
                int room = width(Arrays.copyOfRange(widths, spanning, spanning + over + 1), gap);
                missing = Math.max(missing, row.get(spanning).length() - room);
            }
        }
        if (missing > 0) {
            widths[spanning] += Math.min(missing, most);
        }
    }

    /** How many empty cells behind it a cell reaches over; never over the last column. */
    private int spanned(List<String> row, int column) {
        if (column != spanning) {
            return 0;
        }
        int over = 0;
        while (column + over + 2 < row.size() && row.get(column + over + 1).isEmpty()) {
            over++;
        }
        return over;
    }

    private List<String> lines(int[] widths, int gap) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            int next;
            for (int i = 0; i < widths.length; i = next) {
                next = i + 1 + spanned(row, i);
                int width = width(Arrays.copyOfRange(widths, i, next), gap);
                String cell = next > i + 1 ? row.get(i) : cut(row.get(i), width);
                line.append(cell);
                line.append(next < widths.length ? " ".repeat(Math.max(0, width - cell.length()) + gap) : "");
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
