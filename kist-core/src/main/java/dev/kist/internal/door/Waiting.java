package dev.kist.internal.door;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says, once, what is waited for, where an answer takes longer than a person expects. Thread-safe. */
final class Waiting {
    private static final Duration EXPECTED = Duration.ofSeconds(2);
    private static final ScheduledExecutorService CLOCK = clock();

    private final String what;
    private final Consumer<String> listener;
    private final AtomicBoolean isTold = new AtomicBoolean();

    Waiting(String what, Consumer<String> listener) {
        this.what = what;
        this.listener = listener;
    }

    <T> T during(Supplier<T> work) {
        if (isTold.get()) {
            return work.get();
        }
        ScheduledFuture<?> told = CLOCK.schedule(this::tell, EXPECTED.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } finally {
            told.cancel(false);
        }
    }

    void during(Runnable work) {
        during(() -> {
            work.run();
            return what;
        });
    }

    private void tell() {
        if (isTold.compareAndSet(false, true)) {
            listener.accept(what);
        }
    }

    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "kist-waiting");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
