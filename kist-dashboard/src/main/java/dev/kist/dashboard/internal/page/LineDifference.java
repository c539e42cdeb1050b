// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What two texts have different, line by line: the longest common subsequence. Long texts, of which that would take too long, are
 * shown as all removed and all added, but for what they begin and end with in common.
 */
public final class LineDifference {
    private static final int MOST_CELLS = 4_000_000;

    private LineDifference() {}

    /** One line; {@code sign} is {@code +}, {@code -} or a blank. */
    public record Line(char sign, String text) {
        /** The style of the line. */
        public String look() {
            return sign == '+' ? "added" : sign == '-' ? "removed" : "same";
        }

        /** What a screen reader says before the line. */
        public String spoken() {
            return sign == '+' ? "added: " : sign == '-' ? "removed: " : "";
        }
    }

    static List<Line> between(String before, String after) {
        List<String> a = before.isEmpty() ? List.of() : List.of(before.split("\n", -1));
        List<String> b = after.isEmpty() ? List.of() : List.of(after.split("\n", -1));
        int head = 0;
        while (head < a.size() && head < b.size() && a.get(head).equals(b.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < a.size() - head
                && tail < b.size() - head
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        add(lines, ' ', a.subList(0, head));
        middle(lines, a.subList(head, a.size() - tail), b.subList(head, b.size() - tail));
        add(lines, ' ', a.subList(a.size() - tail, a.size()));
        return lines;
    }

    private static void middle(List<Line> lines, List<String> a, List<String> b) {
        if ((long) a.size() * b.size() > MOST_CELLS) {
            add(lines, '-', a);
            add(lines, '+', b);
            return;
        }
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                lines.add(new Line(' ', a.get(i)));
                i++;
                j++;
            } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', a.get(i++)));
            } else {
                lines.add(new Line('+', b.get(j++)));
            }
        }
    }

    private static void add(List<Line> lines, char sign, List<String> texts) {
        texts.forEach(text -> lines.add(new Line(sign, text)));
    }
}
