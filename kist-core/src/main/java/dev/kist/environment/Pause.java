package dev.kist.environment;

/** The pause before a write is sent again. */
public final class Pause {
    private static final long MILLIS = 50;

    private Pause() {}

    /** Waits a moment, or throws {@code failure} if {@code deadlineNanos} has passed or the thread was interrupted. */
    public static void orFail(long deadlineNanos, RuntimeException failure) {
        if (System.nanoTime() - deadlineNanos >= 0) {
            throw failure;
        }
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
