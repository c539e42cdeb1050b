// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.EnvironmentName;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.StoreUnavailableException;
import dev.kist.Watch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.BiConsumer;

/**
 * The environments that are watched. A watch reads an environment whole or not at all, and tells of values alone. Thread-safe.
 */
final class Watched {
    private final Kist kist;
    private final BiConsumer<EnvironmentName, SortedSet<SecretName>> told;
    private final Map<EnvironmentName, Watch> watches = new HashMap<>();

    /**
     * Watches nothing yet.
     *
     * @param told is called by the threads of the watches, with the names of an environment whose values are others
     */
    Watched(Kist kist, BiConsumer<EnvironmentName, SortedSet<SecretName>> told) {
        this.kist = kist;
        this.told = told;
    }

    /**
     * Begins to watch those of these environments that can be watched and are not yet.
     *
     * @return those that it has begun with
     * @throws StoreUnavailableException if the store does not answer
     */
    List<EnvironmentName> begin(Collection<EnvironmentName> names) {
        List<EnvironmentName> begun = new ArrayList<>();
        for (EnvironmentName name : names) {
            if (isWatched(name)) {
                continue;
            }
            try {
                Watch watch = kist.environment(name).watch((snapshot, changed) -> told.accept(name, changed));
                synchronized (this) {
                    watches.put(name, watch);
                }
                begun.add(name);
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (KistException e) {
                // It is not open here, or not whole: its column says why.
            }
        }
        return begun;
    }

    private synchronized boolean isWatched(EnvironmentName name) {
        return watches.containsKey(name);
    }

    /** Whether all that a column shows is as a watch has it, which tells what changes from now on. */
    synchronized boolean hasAllOf(Column column) {
        Watch watch = watches.get(column.name());
        return watch != null && watch.failure().isEmpty() && column.hasVersionsOf(watch.current());
    }

    /** Whether the store does not answer to one of them. */
    synchronized boolean isStoreAway() {
        return watches.values().stream().anyMatch(watch -> watch.failure()
                .filter(StoreUnavailableException.class::isInstance)
                .isPresent());
    }

    /** Ends all but those of these environments. */
    void keep(Collection<EnvironmentName> names) {
        List<Watch> gone = new ArrayList<>();
        synchronized (this) {
            watches.entrySet().removeIf(entry -> !names.contains(entry.getKey()) && gone.add(entry.getValue()));
        }
        // Each waits for what it is telling.
        gone.forEach(Watch::close);
    }
}
