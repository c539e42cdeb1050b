// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.watch;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The calls of a watch to the program's own code, one after the other: none begins after they were ended, and neither what that
 * code throws nor an interruption that it leaves behind ends the thread that calls. Thread-safe.
 */
final class Calls {
    private static final System.Logger LOGGER = System.getLogger("dev.kist");

    private final Consumer<String> warnings;
    private boolean isEnded;
    private boolean isAtWork;

    Calls(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** Calls {@code code}, unless calls were ended; gives what it threw. */
    Optional<Throwable> call(Runnable code) {
        if (!begin()) {
            return Optional.empty();
        }
        try {
            code.run();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        } finally {
            finish();
        }
    }

    private synchronized boolean begin() {
        isAtWork = !isEnded;
        return isAtWork;
    }

    private synchronized void finish() {
        isAtWork = false;
        forgetInterruption();
        notifyAll();
    }

    /** Clears an interruption of this thread that is none by {@link #end(Thread)}: with it, no wait would be one. */
    synchronized void forgetInterruption() {
        if (!isEnded) {
            var unused = Thread.interrupted();
        }
    }

    /** Warns, by the log if whoever takes warnings fails. */
    void warn(String text) {
        call(() -> warnings.accept(text)).ifPresent(e -> log(text, e));
    }

    private static void log(String text, Throwable e) {
        try {
            LOGGER.log(System.Logger.Level.WARNING, text + " (what takes warnings failed: " + Thrown.describe(e) + ")");
        } catch (Throwable again) {
            // There is nobody else to tell.
        }
    }

    /** No call begins from now on. The thread is interrupted unless it is in a call, which goes on. */
    synchronized void end(Thread thread) {
        isEnded = true;
        if (!isAtWork) {
            thread.interrupt();
        }
    }

    /** Waits for the call that is at work; whether it was interrupted meanwhile. */
    synchronized boolean await() {
        boolean isInterrupted = false;
        while (isAtWork) {
            try {
                wait();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        return isInterrupted;
    }
}
