// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several writers at once, each with a thread of its own. */
final class Lanes implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> futures = new ArrayList<>();

    /** What one lane does. */
    interface Lane {
        void run(int number) throws Exception;
    }

    /** Starts so many. */
    static Lanes start(int count, Lane lane) {
        Lanes lanes = new Lanes();
        for (int i = 0; i < count; i++) {
            int number = i;
            lanes.futures.add(lanes.threads.submit(() -> {
                lane.run(number);
                return null;
            }));
        }
        return lanes;
    }

    boolean isDone() {
        return futures.stream().allMatch(Future::isDone);
    }

    /** Waits for all of them; one that failed fails the test. */
    void await() throws Exception {
        for (Future<?> future : futures) {
            future.get(2, TimeUnit.HOURS);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
