// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.history;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which former versions pruning would remove: of each secret the oldest ones, never the current one. */
public final class PruneCuts {
    private final EnvironmentName environment;
    private final SortedMap<SecretName, Cut> cuts;
    private final List<SecretName> untouched;

    /**
     * One secret's part of the plan: versions {@code oldest} to {@code last} go, those up to {@code current} stay.
     *
     * @param createdAt tells the secret from a later one of that name
     */
    public record Cut(Instant createdAt, int oldest, int last, int current) {
        /** How many versions go. */
        public int count() {
            return last - oldest + 1;
        }
    }

    private PruneCuts(EnvironmentName environment, SortedMap<SecretName, Cut> cuts, List<SecretName> untouched) {
        this.environment = environment;
        this.cuts = Collections.unmodifiableSortedMap(cuts);
        this.untouched = List.copyOf(untouched);
    }

    /**
     * Decides what goes: what {@code keep} and {@code before} both let go.
     *
     * @param keep how many versions of each secret stay, the current one among them; at least 1
     * @param before a version goes only if another one had replaced it by then, so that the time from then on can still be
     *     looked at
     */
    static PruneCuts of(EnvironmentName environment, Iterable<SecretHistory> histories, int keep, Instant before) {
        SortedMap<SecretName, Cut> cuts = new TreeMap<>();
        List<SecretName> untouched = new ArrayList<>();
        for (SecretHistory history : histories) {
            List<Secret> versions = history.versions();
            int going = 0;
            while (going < versions.size() - Math.max(keep, 1)
                    && !versions.get(going + 1).updatedAt().isAfter(before)) {
                going++;
            }
            if (going == 0) {
                untouched.add(history.name());
            } else {
                Secret current = history.current();
                int oldest = history.oldest().version();
                cuts.put(history.name(), new Cut(current.createdAt(), oldest, oldest + going - 1, current.version()));
            }
        }
        return new PruneCuts(environment, cuts, untouched);
    }

    /** The environment that would be pruned. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The secrets that would lose versions, ordered by name. */
    public SortedMap<SecretName, Cut> cuts() {
        return cuts;
    }

    /** The secrets that would lose none, ordered by name. */
    public List<SecretName> untouched() {
        return untouched;
    }

    /** How many versions would be removed. */
    public int count() {
        return cuts.values().stream().mapToInt(Cut::count).sum();
    }
}
