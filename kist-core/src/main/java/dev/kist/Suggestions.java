package dev.kist;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds names that a typing error turns into one another. */
public final class Suggestions {
    private static final int MOST_LETTERS = 2;

    private Suggestions() {}

    /**
     * Those of {@code candidates} that are within two letters of {@code name} (Levenshtein distance, ignoring case) and not
     * the same, nearest first. A name of up to four letters must be within one, one of up to two differ in case
     * alone.
     */
    public static List<String> near(String name, Collection<String> candidates) {
        int most = name.length() <= 2 ? 0 : name.length() <= 4 ? 1 : MOST_LETTERS;
        return candidates.stream()
                .filter(candidate -> !candidate.equals(name))
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= most)
                .filter(candidate -> distance(name, candidate) <= most)
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
