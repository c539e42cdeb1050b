package dev.kist.internal.watch;

import dev.kist.Snapshot;
import dev.kist.Watch;
import dev.kist.internal.watch.EnvironmentWatch.Source;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The watches of one store that are open. Thread-safe. */
public final class Watches {
    private final Set<EnvironmentWatch> open = ConcurrentHashMap.newKeySet();
    private final Consumer<String> warnings;

    /** Watches that tell {@code warnings} of a listener that fails. */
    public Watches(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** Begins to follow; {@code known} is what the listener knows already. */
    public Watch begin(Source source, Snapshot known, Watch.Listener listener) {
        EnvironmentWatch watch = new EnvironmentWatch(source, known, listener, warnings, open::remove);
        open.add(watch);
        watch.start();
        return watch;
    }

    /** Closes those that are open. */
    public void closeAll() {
        List.copyOf(open).forEach(EnvironmentWatch::close);
    }
}
