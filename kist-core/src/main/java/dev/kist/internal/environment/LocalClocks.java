package dev.kist.internal.environment;

/**
 * This machine's two clocks. Where it sleeps the monotonic one stands still on some systems; the calendar can be set. Only
 * both together tell how old something may be.
 */
public interface LocalClocks {
    /** The machine's own. */
    LocalClocks SYSTEM = new LocalClocks() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long milliseconds() {
            return System.currentTimeMillis();
        }
    };

    /** Nanoseconds since an arbitrary moment, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Milliseconds since 1970, as {@link System#currentTimeMillis()}. */
    long milliseconds();
}
