package dev.kist.environment;

/** The pause before something is sent or read again. */
public final class Pause {
    private static final long MILLIS = 50;

    private Pause() {}

    /** Waits a moment, or throws {@code failure} if {@code deadlineNanos} has passed or the thread was interrupted. */
    public static void orFail(long deadlineNanos, RuntimeException failure) {
        if (System.nanoTime() - deadlineNanos >= 0 || !briefly()) {
            throw failure;
        }
    }

    /** Waits a moment; false if the thread was interrupted. */
    static boolean briefly() {
        try {
            Thread.sleep(MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
