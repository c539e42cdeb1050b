// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/** The moment until which one operation may take, however many round trips it makes. */
final class Deadline {
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ClientSettings.milliseconds(timeout)));
    }

    /** What is left, at least a millisecond. */
    long millisecondsLeft() {
        long left = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
        if (left <= 0) {
            throw new MongoOperationTimeoutException("no time is left for another round trip");
        }
        return left;
    }

    /** The collection for one round trip before this moment. */
    MongoCollection<BsonDocument> on(MongoCollection<BsonDocument> collection) {
        return collection.withTimeout(millisecondsLeft(), TimeUnit.MILLISECONDS);
    }

    /** The database for one round trip before this moment. */
    MongoDatabase on(MongoDatabase database) {
        return database.withTimeout(millisecondsLeft(), TimeUnit.MILLISECONDS);
    }
}
