// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import java.time.Instant;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The server's time: its {@code localTime} as of when it was asked, and the time that passed here since. It is asked again
 * after a minute, and where this machine's clocks have parted, as they do when it sleeps or its time is set. Never runs
 * backwards. Thread-safe.
 */
final class ServerClock {
    private static final long MINUTE_NANOSECONDS = 60_000_000_000L;
    private static final long APART_MILLISECONDS = 1000;

    private final Supplier<BsonDocument> hello;
    private @Nullable Sample sample;
    private long last = Long.MIN_VALUE;

    /** The server's time, and this machine's two clocks at that moment. */
    private record Sample(long serverMilliseconds, long nanoTime, long milliseconds) {
        long elapsedNanoseconds() {
            return System.nanoTime() - nanoTime;
        }

        boolean isUsable() {
            long elapsed = elapsedNanoseconds();
            long byCalendar = System.currentTimeMillis() - milliseconds;
            return elapsed < MINUTE_NANOSECONDS && Math.abs(byCalendar - elapsed / 1_000_000) < APART_MILLISECONDS;
        }
    }

    /** A clock that asks with {@code hello} for a greeting of the server. */
    ServerClock(Supplier<BsonDocument> hello) {
        this.hello = hello;
    }

    Instant now() {
        Sample usable = usable();
        long now = usable.serverMilliseconds + usable.elapsedNanoseconds() / 1_000_000;
        synchronized (this) {
            last = Math.max(last, now);
            return Instant.ofEpochMilli(last);
        }
    }

    private Sample usable() {
        Sample known;
        synchronized (this) {
            known = sample;
        }
        if (known != null && known.isUsable()) {
            return known;
        }
        BsonDocument answer = hello.get();
        long milliseconds = System.currentTimeMillis();
        // Every server since 2.2 gives it; a proxy that does not leaves this machine's time.
        long server =
                answer.isDateTime("localTime") ? answer.getDateTime("localTime").getValue() : milliseconds;
        Sample fresh = new Sample(server, System.nanoTime(), milliseconds);
        synchronized (this) {
            sample = fresh;
        }
        return fresh;
    }
}
