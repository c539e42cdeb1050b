// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.SecretName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One name in all environments.
 *
 * @param name the secret's name
 * @param cells one for each environment, in the order of the columns
 * @param groups for each cell a number, the same for the same value, counted from 0 in the order of the columns; -1 for a cell
 *     without a value
 */
public record Row(SecretName name, List<Cell> cells, List<Integer> groups) {
    public Row {
        cells = List.copyOf(cells);
        groups = List.copyOf(groups);
    }

    static Row of(SecretName name, List<Column> columns) {
        List<Cell> cells = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        for (Column column : columns) {
            Cell cell = column.cell(name);
            cells.add(cell);
            if (cell instanceof Cell.Present present) {
                Integer next = known.size();
                Integer group = known.putIfAbsent(present.likeness(), next);
                groups.add(group == null ? next : group);
            } else {
                groups.add(-1);
            }
        }
        return new Row(name, cells, groups);
    }

    /** Whether two environments have different values. */
    public boolean isDifferent() {
        return groups.stream().anyMatch(group -> group > 0);
    }

    /** Whether an environment that is open here lacks it. */
    public boolean isMissing() {
        return cells.stream().anyMatch(Cell.Missing.class::isInstance);
    }

    /** Whether it cannot be read in some environment. */
    public boolean isUnreadable() {
        return cells.stream().anyMatch(Cell.Unreadable.class::isInstance);
    }
}
