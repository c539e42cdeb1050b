// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** A list of names under a heading, wrapped to 80 columns. */
public final class NameLines {
    private static final int COLUMNS = 80;
    private static final int MOST_SHOWN = 500;

    private NameLines() {}

    /** {@code   heading (2): A, B}; no line if there are no names. */
    public static List<String> of(String heading, List<String> names) {
        List<String> lines = new ArrayList<>();
        if (names.isEmpty()) {
            return lines;
        }
        StringBuilder line = new StringBuilder("  " + heading + " (" + names.size() + "):");
        int shown = Math.min(names.size(), MOST_SHOWN);
        for (int i = 0; i < shown; i++) {
            String word = " " + names.get(i) + (i < names.size() - 1 ? "," : "");
            if (line.length() + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder("   ");
            }
            line.append(word);
        }
        lines.add(line.toString());
        if (shown < names.size()) {
            lines.add("    and " + (names.size() - shown) + " more; --json shows all");
        }
        return lines;
    }
}
