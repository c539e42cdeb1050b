// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The end of a client. The driver ends its sessions at the server, and nothing of its own limits the wait for the answer: so it is
 * closed on a daemon thread, which is left to itself where a server hangs.
 */
final class ClientEnd {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private ClientEnd() {}

    /** Closes a client; waits for half the timeout, as the watches before it had the other half, and two seconds at most. */
    static void close(MongoClient client, Duration timeout) {
        Thread thread = new Thread(() -> close(client), "kist-close");
        thread.setDaemon(true);
        thread.start();
        Duration half = timeout.dividedBy(2);
        await(thread, half.compareTo(LONGEST) > 0 ? LONGEST : half);
    }

    private static void close(MongoClient client) {
        try {
            client.close();
        } catch (MongoException | IllegalStateException e) {
            // It is of no use any more, whatever became of it.
        }
    }

    /** Whether this thread is interrupted or not. */
    private static void await(Thread thread, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        boolean isInterrupted = false;
        while (true) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
