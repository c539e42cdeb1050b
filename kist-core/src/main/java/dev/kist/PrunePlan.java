// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.util.List;
import java.util.SortedMap;

/** Which former versions pruning would remove: of each secret the oldest ones, never the current one. */
public interface PrunePlan {
    /** The environment. */
    EnvironmentName environment();

    /** The secrets that would lose versions, ordered by name. */
    SortedMap<SecretName, Cut> cuts();

    /** The secrets that would lose none, ordered by name. */
    List<SecretName> untouched();

    /** How many versions would be removed. */
    int count();

    /**
     * Removes them, each secret's oldest versions first: what an interruption leaves has no gap, and the same plan made again
     * completes it.
     *
     * @return how many were removed
     */
    int apply(Progress progress);

    /**
     * One secret's part: versions {@code oldest} to {@code last} go, those up to {@code current} stay.
     *
     * @param oldest the oldest version that is kept today
     * @param last the newest one that goes
     * @param current the current version
     */
    record Cut(int oldest, int last, int current) {
        /** How many versions go. */
        public int count() {
            return last - oldest + 1;
        }
    }
}
