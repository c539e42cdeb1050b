// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard.internal.sheet;

import dev.kist.EnvironmentName;
import dev.kist.EnvironmentOverview;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.StoreUnavailableException;
import dev.kist.dashboard.internal.sheet.Column.Access;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Watched watched;
    private final Set<EnvironmentName> stale = new TreeSet<>();
    private final Set<EnvironmentName> untold = new TreeSet<>();
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
        this.watched = new Watched(kist, this::told);
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
        stale.addAll(untold);
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

    /** Follows while somebody looks: what came, went, or has other keys, and what no watch tells. */
    private void look() {
        try {
            if (!listener.isWanted()) {
                unfollow();
                return;
            }
            Map<EnvironmentName, Instant> found = documents();
            watched.keep(found.keySet());
            boolean isOther = follow(found.keySet());
            boolean wasAway = isAway;
            report(watched.isStoreAway());
            isOther |= wasAway && !isAway && makeStale(found.keySet());
            isOther |= note(found);
            isOther |= makeStale(untold(found.keySet()));
            if (isOther) {
                catchUp(found.keySet());
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

    private synchronized boolean makeStale(Collection<EnvironmentName> names) {
        stale.addAll(names);
        return !names.isEmpty();
    }

    /** What no watch tells all of: it is read at every look, and once more when a watch has all of it again. */
    private synchronized Set<EnvironmentName> untold(Collection<EnvironmentName> names) {
        Set<EnvironmentName> now = new TreeSet<>();
        for (EnvironmentName name : names) {
            Column column = columns.get(name);
            if (column != null
                    && column.access() != Access.NO_KEY
                    && (!watched.hasAllOf(column) || reader.isTrustedSince(column))) {
                now.add(name);
            }
        }
        Set<EnvironmentName> both = new TreeSet<>(untold);
        both.addAll(now);
        untold.clear();
        untold.addAll(now);
        return both;
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

    /** Reads what is stale, and tells what has changed since it was read before. */
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
        List<EnvironmentName> readable;
        synchronized (this) {
            readable = names.stream()
                    .filter(name -> Optional.ofNullable(columns.get(name))
                            .map(Column::isReadable)
                            .orElse(true))
                    .toList();
        }
        boolean hasBegun = makeStale(watched.begin(readable));
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

    private void unfollow() {
        watched.keep(Set.of());
        synchronized (this) {
            untold.clear();
            isFollowed = false;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        unfollow();
    }
}
