package dev.kist.internal.protocol;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pause before something is sent or read again. */
public final class Backoff {
    private static final long MILLIS = 50;
    private static final int LONGEST_TURN = 500;

    private Backoff() {}

    /** Waits a moment, or throws {@code failure} if {@code deadlineNanos} has passed or the thread was interrupted. */
    public static void orFail(long deadlineNanos, RuntimeException failure) {
        if (System.nanoTime() - deadlineNanos >= 0 || !briefly()) {
            throw failure;
        }
    }

    /** Waits a moment; false if the thread was interrupted. */
    public static boolean briefly() {
        return of(MILLIS);
    }

    /**
     * Waits after another writer came first for the {@code tries}th time: by chance, so that not all come back at once, and
     * longer each time, at most half a second. False if the thread was interrupted.
     */
    public static boolean amongWriters(int tries) {
        int longest = Math.min(LONGEST_TURN, 10 << Math.min(tries, 10));
        return of(ThreadLocalRandom.current().nextLong(longest));
    }

    /** Waits so long; false if the thread was interrupted. */
    public static boolean during(Duration time) {
        return of(time.toMillis());
    }

    private static boolean of(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
