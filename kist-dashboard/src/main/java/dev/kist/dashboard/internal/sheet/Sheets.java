// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.EnvironmentOverview;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.StoreUnavailableException;
import dev.kist.Watch;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The table as it is now. It is read when it is asked for, and followed while a page is open: then what others change is read
 * again by itself, and whoever listens is told. Thread-safe.
 */
public final class Sheets implements AutoCloseable {
    private static final long LOOK_SECONDS = 3;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Kist kist;
    private final ColumnReader reader;
    private final Listener listener;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kist-dashboard-sheets");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<EnvironmentName, Column> columns = new HashMap<>();
    private final Map<EnvironmentName, Watch> watches = new HashMap<>();
    private final Set<EnvironmentName> stale = new TreeSet<>();
    private @Nullable Map<EnvironmentName, Instant> documents;
    private @Nullable Sheet current;
    private State state = State.FIRST;
    private State told = State.FIRST;
    private long readAt;
    private boolean isFollowed;
    private volatile boolean isAway;

    /** Is told of what others did. Called by a thread of this object's own. */
    public interface Listener {
        /** The table has become this, with other values for these names of an environment, if that is what is known. */
        void changed(State state, Optional<EnvironmentName> environment, SortedSet<SecretName> names);

        /** The store does not answer any more, or answers again. */
        void away(boolean isAway);

        /** Whether anybody listens: a page is open. */
        boolean isWanted();
    }

    /** A table of all environments of a store. */
    public Sheets(Kist kist, Listener listener) {
        this.kist = kist;
        this.reader = new ColumnReader(kist);
        this.listener = listener;
    }

    /** Begins to look, now and then, whether a page is open and what the store has become. */
    public void begin() {
        worker.execute(this::warmUp);
        var unused = worker.scheduleWithFixedDelay(this::look, 1, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * The table as it is now; while it is followed, as it was last told.
     *
     * @throws StoreUnavailableException if the store does not answer and the table was never read
     */
    public synchronized Sheet now() {
        boolean isFresh = isFollowed ? !isAway : System.nanoTime() - readAt < FRESH_NANOS;
        return isFresh ? recent() : read(kist.environmentNames());
    }

    /** The table as it was last read, unless this page has written since: for what belongs to a page that is shown already. */
    public synchronized Sheet recent() {
        Sheet sheet = current;
        return sheet != null && stale.isEmpty() ? sheet : read(kist.environmentNames());
    }

    /** How far the table has come. */
    public synchronized State state() {
        return state;
    }

    /** Reads an environment again at the next occasion: this page wrote to it. */
    public synchronized void changedHere(EnvironmentName environment) {
        stale.add(environment);
    }

    /** Whether the store did not answer when it was last asked. */
    public boolean isAway() {
        return isAway;
    }

    private synchronized Sheet read(Collection<EnvironmentName> names) {
        boolean all = !isFollowed || isAway || current == null;
        columns.keySet().retainAll(names);
        for (EnvironmentName name : names) {
            if (all || stale.contains(name) || !columns.containsKey(name)) {
                columns.put(name, reader.read(name));
            }
        }
        stale.clear();
        Sheet sheet = Sheet.of(columns.values(), state, Optional.ofNullable(current));
        state = sheet.state();
        current = sheet;
        readAt = System.nanoTime();
        return sheet;
    }

    private void warmUp() {
        try {
            note(documents());
            now();
        } catch (KistException e) {
            // Whoever opens the page is told.
        }
    }

    private Map<EnvironmentName, Instant> documents() {
        Map<EnvironmentName, Instant> found = new TreeMap<>();
        for (EnvironmentOverview overview : kist.environments()) {
            found.put(overview.name(), overview.updatedAt());
        }
        return found;
    }

    /** Whether the environments are others than when they were last looked at, or have other keys. */
    private synchronized boolean note(Map<EnvironmentName, Instant> found) {
        Map<EnvironmentName, Instant> known = documents;
        if (found.equals(known)) {
            return false;
        }
        documents = found;
        state = state.withOtherDocuments();
        found.forEach((name, at) -> {
            if (known == null || !at.equals(known.get(name))) {
                stale.add(name);
            }
        });
        return true;
    }

    /** Follows while somebody looks; sees whether environments came, went, or have other keys. */
    private void look() {
        try {
            if (!listener.isWanted()) {
                unfollow();
                return;
            }
            Map<EnvironmentName, Instant> found = documents();
            if (follow(found.keySet())) {
                catchUp(found.keySet());
            }
            boolean isBack = isAway;
            report(watchFailure().isPresent());
            if (isBack && !isAway) {
                refresh(found.keySet());
            }
            if (note(found)) {
                refresh(found.keySet());
            }
            if (!state().equals(told)) {
                tell(Optional.empty(), new TreeSet<>());
            }
        } catch (StoreUnavailableException e) {
            report(true);
        } catch (KistException e) {
            // It is said where it is asked for.
        }
    }

    private void tell(Optional<EnvironmentName> environment, SortedSet<SecretName> names) {
        told = state();
        listener.changed(told, environment, names);
    }

    private synchronized void refresh(Collection<EnvironmentName> names) {
        if (current != null) {
            read(names);
        }
    }

    private void report(boolean away) {
        if (away != isAway) {
            isAway = away;
            listener.away(away);
        }
    }

    private synchronized Optional<KistException> watchFailure() {
        return watches.values().stream()
                .map(Watch::failure)
                .flatMap(Optional::stream)
                .filter(StoreUnavailableException.class::isInstance)
                .min(Comparator.comparing(Object::toString));
    }

    /** Tells what has changed between the reading of the table and the begin of following. */
    private void catchUp(Collection<EnvironmentName> names) {
        Map<EnvironmentName, SortedSet<SecretName>> changes = new TreeMap<>();
        synchronized (this) {
            Map<EnvironmentName, Column> before = Map.copyOf(columns);
            refresh(names);
            before.forEach((name, column) -> {
                SortedSet<SecretName> changed = Optional.ofNullable(columns.get(name))
                        .map(column::changes)
                        .orElseGet(TreeSet::new);
                if (!changed.isEmpty()) {
                    changes.put(name, changed);
                }
            });
        }
        changes.forEach((name, changed) -> tell(Optional.of(name), changed));
    }

    /** Begins to follow what can be followed and is not yet; whether there was any. */
    private boolean follow(Collection<EnvironmentName> names) {
        boolean hasBegun = false;
        List<EnvironmentName> wanted;
        synchronized (this) {
            wanted = names.stream()
                    .filter(name -> !watches.containsKey(name))
                    .filter(name -> Optional.ofNullable(columns.get(name))
                            .map(Column::isReadable)
                            .orElse(true))
                    .toList();
        }
        for (EnvironmentName name : wanted) {
            Environment environment = kist.environment(name);
            try {
                Watch watch = environment.watch((snapshot, changed) -> told(name, changed));
                synchronized (this) {
                    watches.put(name, watch);
                    stale.add(name);
                }
                hasBegun = true;
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (KistException e) {
                // It is not open here: its column says why.
            }
        }
        synchronized (this) {
            isFollowed = true;
        }
        return hasBegun;
    }

    private void told(EnvironmentName name, SortedSet<SecretName> changed) {
        try {
            worker.execute(() -> readAgain(name, changed));
        } catch (RejectedExecutionException e) {
            // The page has ended.
        }
    }

    private void readAgain(EnvironmentName name, SortedSet<SecretName> changed) {
        try {
            synchronized (this) {
                stale.add(name);
                refresh(kist.environmentNames());
            }
            tell(Optional.of(name), changed);
        } catch (KistException e) {
            // The next look says what is wrong.
        }
    }

    private synchronized void unfollow() {
        watches.values().stream().filter(Objects::nonNull).forEach(Watch::close);
        watches.clear();
        isFollowed = false;
    }

    @Override
    public void close() {
        worker.shutdownNow();
        unfollow();
    }
}
