// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.watch;

import dev.kist.Difference;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.StoreUnavailableException;
import dev.kist.Watch;
import dev.kist.spi.ChangeFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one environment on a daemon thread: reads it again when the store's feed says so, or every few seconds where there
 * is none, and tells the listener if a value is another. While the store is away it tries again, less and less often.
 */
public final class EnvironmentWatch implements Watch {
    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration FEED = Duration.ofSeconds(5);

    /** Before the first look, so that an application that starts has the machine to itself; nothing is missed by it. */
    private static final Duration START = Duration.ofMillis(250);

    /** Changes that come together are read together. */
    private static final Duration TOGETHER = Duration.ofMillis(50);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What is read of the environment. */
    public interface Source {
        /** Reads everything that applies now. */
        Reading read();

        /** Begins to follow these environments; empty where the store has no feed. */
        Optional<ChangeFeed> follow(Set<EnvironmentName> environments);
    }

    /**
     * What was read.
     *
     * @param environments the environment and its parents
     */
    public record Reading(Snapshot snapshot, Set<EnvironmentName> environments) {}

    private final Source source;
    private final Listener listener;
    private final Duration patience;
    private final Calls calls;
    private final Thread thread;
    private volatile Snapshot current;
    private volatile @Nullable Instant lastSeen;
    private volatile @Nullable KistException failure;
    private volatile boolean isClosed;

    /**
     * Begins to follow.
     *
     * @param known what the listener knows already
     * @param patience how long the end waits for a store that does not answer
     * @param onEnd is told when the thread ends
     */
    EnvironmentWatch(
            Source source,
            Snapshot known,
            Listener listener,
            Consumer<String> warnings,
            Duration patience,
            Consumer<EnvironmentWatch> onEnd) {
        this.source = source;
        this.current = known;
        this.listener = listener;
        this.patience = patience;
        this.calls = new Calls(warnings);
        this.thread = new WatchThread(
                () -> {
                    try {
                        run();
                    } finally {
                        onEnd.accept(this);
                    }
                },
                "kist-watch-" + known.environment());
    }

    /** Known as one, since it must not wait for the end of another: that one may wait for its own. */
    private static final class WatchThread extends Thread {
        WatchThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    void start() {
        thread.start();
    }

    @Override
    public Snapshot current() {
        return current;
    }

    @Override
    public Optional<Instant> lastSeen() {
        return Optional.ofNullable(lastSeen);
    }

    @Override
    public Optional<KistException> failure() {
        if (isClosed) {
            return over("is closed");
        }
        return thread.isAlive() ? Optional.ofNullable(failure) : over("has ended: the machine failed");
    }

    private Optional<KistException> over(String why) {
        return Optional.of(new StoreUnavailableException(
                "the watch of " + current.environment() + " " + why, "begin another one", null));
    }

    private void run() {
        pause(START);
        Duration pause = FIRST_PAUSE;
        while (!isClosed) {
            try {
                follow(look());
                pause = FIRST_PAUSE;
            } catch (Throwable e) {
                // An error as well: a class that is missing, or memory that is short for a moment, is no reason to go
                // silent.
                if (failure == null) {
                    pause = FIRST_PAUSE;
                }
                failed(e instanceof KistException known ? known : new WatchFailedException(e));
                pause(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            }
        }
    }

    /** Follows these environments until they are others. */
    private void follow(Set<EnvironmentName> environments) {
        Optional<ChangeFeed> feed = source.follow(environments);
        if (feed.isEmpty()) {
            while (!isClosed) {
                pause(POLL);
                look();
            }
            return;
        }
        try (ChangeFeed changes = feed.get()) {
            // What changed before it began to follow.
            Set<EnvironmentName> now = look();
            while (!isClosed && now.equals(environments)) {
                boolean isChanged = changes.await(FEED);
                seen();
                if (isChanged) {
                    pause(TOGETHER);
                    now = look();
                }
            }
        }
    }

    /** Reads the environment and tells what has changed; gives the environment and its parents. */
    private Set<EnvironmentName> look() {
        if (isClosed) {
            return Set.of();
        }
        Reading reading = source.read();
        seen();
        Difference difference = Difference.between(current, reading.snapshot());
        SortedSet<SecretName> changed = difference.changes();
        current = reading.snapshot();
        if (!changed.isEmpty()) {
            calls.call(() -> listener.changed(reading.snapshot(), changed)).ifPresent(this::listenerFailed);
        }
        return reading.environments();
    }

    private void listenerFailed(Throwable e) {
        calls.warn("a listener for changes of " + current.environment() + ", of " + Thrown.nameOf(listener)
                + ", failed: " + Thrown.describe(e));
    }

    private void seen() {
        calls.forgetInterruption();
        lastSeen = Instant.now();
        if (failure != null) {
            failure = null;
            calls.warn(current.environment() + " is followed again");
        }
    }

    /** Warns once of each reason: it is tried again and again. */
    private void failed(KistException e) {
        KistException before = failure;
        failure = e;
        if (before == null || !Objects.equals(before.getMessage(), e.getMessage())) {
            calls.warn(current.environment() + " is not followed at the moment, its secrets stay as they were read: "
                    + e.getMessage());
        }
    }

    private void pause(Duration time) {
        calls.forgetInterruption();
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets nothing begin any more, and waits for nothing. */
    void end() {
        isClosed = true;
        calls.end(thread);
    }

    @Override
    public void close() {
        end();
        awaitEnd(List.of(this), patience);
    }

    /**
     * Waits for the listeners at work, and then for the threads, which a store that does not answer holds up, but not longer
     * than {@code patience}. Whether this thread is interrupted or not; not at all on the thread of a watch.
     */
    static void awaitEnd(List<EnvironmentWatch> watches, Duration patience) {
        if (Thread.currentThread() instanceof WatchThread) {
            return;
        }
        boolean isInterrupted = false;
        for (EnvironmentWatch watch : watches) {
            isInterrupted |= watch.calls.await();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        for (EnvironmentWatch watch : watches) {
            isInterrupted |= watch.join(deadline);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was interrupted meanwhile. */
    private boolean join(long deadline) {
        boolean isInterrupted = false;
        while (true) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
                return isInterrupted;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
    }

    @Override
    public String toString() {
        return "Watch[" + current.environment() + "]";
    }
}
