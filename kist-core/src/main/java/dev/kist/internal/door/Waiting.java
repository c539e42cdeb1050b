// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says, once, what is waited for, where an answer takes longer than a person expects. Thread-safe.
 *
 * <p>One daemon thread looks at the clock while calls are under way. It is never woken by them and ends soon after the last
 * one, so that a call costs no more than a note of its beginning.
 */
final class Waiting {
    private static final long EXPECTED = Duration.ofSeconds(2).toNanos();

    private final String what;
    private final Consumer<String> listener;
    private final List<Call> calls = new ArrayList<>(2);
    private @Nullable Thread clock;
    private boolean isTold;

    /** A call that is under way, and since when nothing came of it. */
    private static final class Call {
        private long since = System.nanoTime();
    }

    Waiting(String what, Consumer<String> listener) {
        this.what = what;
        this.listener = listener;
    }

    <T> T during(Supplier<T> work) {
        Call call = begin();
        try {
            return work.get();
        } finally {
            end(call);
        }
    }

    void during(Runnable work) {
        during(() -> {
            work.run();
            return what;
        });
    }

    /** {@code work} hands things over one by one: each of them, and what is done with it, is an answer. */
    <D> void during(Consumer<Consumer<D>> work, Consumer<D> consumer) {
        Call call = begin();
        try {
            work.accept(each -> {
                end(call);
                consumer.accept(each);
                again(call);
            });
        } finally {
            end(call);
        }
    }

    private Call begin() {
        Call call = new Call();
        again(call);
        return call;
    }

    private synchronized void again(Call call) {
        call.since = System.nanoTime();
        calls.add(call);
        if (clock == null && !isTold) {
            clock = new Thread(this::watch, "kist-waiting");
            clock.setDaemon(true);
            clock.start();
        }
    }

    private synchronized void end(Call call) {
        calls.remove(call);
    }

    private void watch() {
        if (isLate()) {
            listener.accept(what);
        }
    }

    /** Whether a call took too long; else there is none under way any more. */
    private synchronized boolean isLate() {
        boolean wasIdle = false;
        try {
            while (!calls.isEmpty() || !wasIdle) {
                wasIdle = calls.isEmpty();
                long left = left();
                if (left <= 0) {
                    isTold = true;
                    return true;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it but to end it.
        }
        clock = null;
        return false;
    }

    private long left() {
        long now = System.nanoTime();
        return calls.stream()
                .mapToLong(call -> EXPECTED - (now - call.since))
                .min()
                .orElse(EXPECTED);
    }
}
