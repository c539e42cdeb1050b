// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.watch;

import dev.kist.Snapshot;
import dev.kist.Watch;
import dev.kist.internal.watch.EnvironmentWatch.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The watches of one store whose threads are there. Thread-safe. */
public final class Watches {
    private final Set<EnvironmentWatch> open = ConcurrentHashMap.newKeySet();
    private final Consumer<String> warnings;
    private final Duration patience;

    /**
     * Watches of a store.
     *
     * @param warnings are told of a listener that fails
     * @param patience how long the end of watches waits for a store that does not answer
     */
    public Watches(Consumer<String> warnings, Duration patience) {
        this.warnings = warnings;
        this.patience = patience;
    }

    /** Begins to follow; {@code known} is what the listener knows already. */
    public Watch begin(Source source, Snapshot known, Watch.Listener listener) {
        EnvironmentWatch watch = new EnvironmentWatch(source, known, listener, warnings, patience, open::remove);
        open.add(watch);
        watch.start();
        return watch;
    }

    /** Closes those that are open, at once, and waits for those that were closed by a listener as well. */
    public void closeAll() {
        List<EnvironmentWatch> all = List.copyOf(open);
        all.forEach(EnvironmentWatch::end);
        EnvironmentWatch.awaitEnd(all, patience);
    }
}
