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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Consumer<String> warnings;
    private final Consumer<EnvironmentWatch> onEnd;
    private final Thread thread;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile Snapshot current;
    private volatile @Nullable Instant lastSeen;
    private volatile @Nullable KistException failure;
    private volatile boolean isClosed;

    /**
     * Begins to follow.
     *
     * @param known what the listener knows already
     * @param onEnd is told when this is closed
     */
    EnvironmentWatch(
            Source source,
            Snapshot known,
            Listener listener,
            Consumer<String> warnings,
            Consumer<EnvironmentWatch> onEnd) {
        this.source = source;
        this.current = known;
        this.listener = listener;
        this.warnings = warnings;
        this.onEnd = onEnd;
        this.thread = new Thread(this::run, "kist-watch-" + known.environment());
        this.thread.setDaemon(true);
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
        return isClosed
                ? Optional.of(new StoreUnavailableException(
                        "the watch of " + current.environment() + " is closed", "begin another one", null))
                : Optional.ofNullable(failure);
    }

    private void run() {
        pause(START);
        Duration pause = FIRST_PAUSE;
        while (!isClosed) {
            try {
                follow(look());
                pause = FIRST_PAUSE;
            } catch (KistException e) {
                if (failure == null) {
                    pause = FIRST_PAUSE;
                }
                failed(e);
                pause(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            } catch (RuntimeException e) {
                if (!isClosed) {
                    warnings.accept("watching " + current.environment() + " failed: "
                            + e.getClass().getSimpleName());
                    pause(LONGEST_PAUSE);
                }
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
        telling.lock();
        try {
            current = reading.snapshot();
            if (!changed.isEmpty() && !isClosed) {
                listener.changed(reading.snapshot(), changed);
            }
        } catch (RuntimeException e) {
            // Its message could quote a value.
            warnings.accept("a listener for changes of " + current.environment() + " failed: "
                    + e.getClass().getSimpleName());
        } finally {
            telling.unlock();
        }
        return reading.environments();
    }

    private void seen() {
        lastSeen = Instant.now();
        if (failure != null) {
            failure = null;
            warnings.accept(current.environment() + " is followed again");
        }
    }

    /** Warns once of each reason: it is tried again and again. */
    private void failed(KistException e) {
        KistException before = failure;
        failure = e;
        if (!isClosed && (before == null || !Objects.equals(before.getMessage(), e.getMessage()))) {
            warnings.accept(current.environment()
                    + " is not followed at the moment, its secrets stay as they were read: " + e.getMessage());
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        onEnd.accept(this);
        if (Objects.equals(Thread.currentThread(), thread)) {
            return;
        }
        // A listener at work is waited for; it is not interrupted.
        telling.lock();
        try {
            thread.interrupt();
        } finally {
            telling.unlock();
        }
        join();
    }

    /** No thread is left, whether this one is interrupted or not. */
    private void join() {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "Watch[" + current.environment() + "]";
    }
}
