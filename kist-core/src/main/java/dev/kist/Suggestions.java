package dev.kist;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Near names: of what a person typed, those that they may have meant. A slip is one letter changed, missing, doubled or
 * swapped with its neighbour; case alone is none. Digits are never a slip: {@code review-1} and {@code review-2} are meant
 * to differ.
 */
public final class Suggestions {
    private static final int NEVER = Integer.MAX_VALUE / 2;
    private static final int FROM_LETTERS = 5;

    private Suggestions() {}

    /**
     * The environments that are near to {@code name}: within two slips (one where both names have up to four letters), or one
     * name the beginning of the other where a letter follows, as {@code prod} and {@code production}. Nearest first.
     */
    public static List<EnvironmentName> environments(EnvironmentName name, Collection<EnvironmentName> candidates) {
        return nearest(
                name,
                candidates,
                other -> isBeginning(name.value(), other.value())
                        ? 1
                        : within(most(name.value(), other.value()), name.value(), other.value()));
    }

    /**
     * The secrets that are near to {@code name}: from five letters on, within one slip. Nearest first.
     */
    public static List<SecretName> secrets(SecretName name, Collection<SecretName> candidates) {
        return nearest(name, candidates, other -> {
            int length = Math.max(name.value().length(), other.value().length());
            return within(length >= FROM_LETTERS ? 1 : 0, name.value(), other.value());
        });
    }

    /**
     * The words, such as options and settings, that are near to {@code word}: within two slips, one where both have
     * up to four letters. Nearest first.
     */
    public static List<String> near(String word, Collection<String> candidates) {
        return nearest(word, candidates, other -> within(most(word, other), word, other));
    }

    private static <T extends Comparable<? super T>> List<T> nearest(
            T name, Collection<T> candidates, ToIntFunction<T> distance) {
        return candidates.stream()
                .filter(candidate -> !candidate.equals(name) && distance.applyAsInt(candidate) < NEVER)
                .sorted(Comparator.comparingInt(distance).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int most(String one, String other) {
        int length = Math.max(one.length(), other.length());
        return length <= 2 ? 0 : length <= 4 ? 1 : 2;
    }

    private static boolean isBeginning(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        String longer = one.length() < other.length() ? other : one;
        return longer.length() > shorter.length()
                && longer.toLowerCase(Locale.ROOT).startsWith(shorter.toLowerCase(Locale.ROOT))
                && Character.isLetter(longer.charAt(shorter.length()));
    }

    private static int within(int most, String one, String other) {
        if (Math.abs(one.length() - other.length()) > most) {
            return NEVER;
        }
        int slips = slips(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
        return slips <= most ? slips : NEVER;
    }

    /** How many slips turn one into the other (optimal string alignment); {@link #NEVER} or more where digits differ. */
    private static int slips(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i == 0 && j == 0
                            ? 0
                            : i == 0
                                    ? plus(slips[0][j - 1], cost(b.charAt(j - 1)))
                                    : plus(slips[i - 1][0], cost(a.charAt(i - 1)));
                    continue;
                }
                char one = a.charAt(i - 1);
                char other = b.charAt(j - 1);
                int changed = one == other ? 0 : Math.max(cost(one), cost(other));
                int fewest = Math.min(
                        plus(slips[i - 1][j - 1], changed),
                        Math.min(plus(slips[i - 1][j], cost(one)), plus(slips[i][j - 1], cost(other))));
                boolean isSwapped = i > 1 && j > 1 && one == b.charAt(j - 2) && other == a.charAt(i - 2);
                slips[i][j] = isSwapped
                        ? Math.min(fewest, plus(slips[i - 2][j - 2], Math.max(cost(one), cost(other))))
                        : fewest;
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int cost(char c) {
        return Character.isDigit(c) ? NEVER : 1;
    }

    private static int plus(int slips, int more) {
        return Math.min(NEVER, slips + more);
    }
}
