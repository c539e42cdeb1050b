// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import dev.kist.EnvironmentName;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.ChangeFeed;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Follows current versions and environments by two change streams. History is not followed: what it has of a version changes
 * nothing that applies. The driver goes on by itself after a short interruption.
 */
final class MongoChangeFeed implements ChangeFeed {
    /** How long one stream is waited for before the other has its turn. */
    private static final long TURN_MILLISECONDS = 400;

    /** The last event of a stream, after a collection was dropped or renamed. */
    private static final BsonString INVALIDATE = new BsonString("invalidate");

    private final MongoConnection connection;
    private final List<MongoCursor<BsonDocument>> streams;
    private boolean isOver;

    private MongoChangeFeed(MongoConnection connection, List<MongoCursor<BsonDocument>> streams) {
        this.connection = connection;
        this.streams = streams;
    }

    /** Begins to follow; empty where the server has no change streams, or does not let this user read them. */
    static Optional<ChangeFeed> open(MongoConnection connection, Set<EnvironmentName> environments) {
        DriverLogging.quietStreams();
        List<BsonValue> names = environments.stream()
                .<BsonValue>map(name -> new BsonString(name.value()))
                .toList();
        Optional<MongoCursor<BsonDocument>> secrets =
                open(connection, connection.secrets(), "fullDocument.environment", names);
        if (secrets.isEmpty()) {
            return Optional.empty();
        }
        try {
            return open(connection, connection.environments(), "documentKey._id", names)
                    .map(ofEnvironments -> new MongoChangeFeed(connection, List.of(secrets.get(), ofEnvironments)));
        } catch (StoreUnavailableException e) {
            secrets.get().close();
            throw e;
        }
    }

    private static Optional<MongoCursor<BsonDocument>> open(
            MongoConnection connection,
            MongoCollection<BsonDocument> collection,
            String field,
            Collection<BsonValue> names) {
        // As documents: the driver's own class for events needs codecs that this client has not.
        MongoIterable<BsonDocument> stream = collection
                .watch(List.of(ofNames(field, names), withoutContents()))
                .maxAwaitTime(turn(connection.timeout()), TimeUnit.MILLISECONDS)
                .withDocumentClass(BsonDocument.class);
        return connection.call(() -> {
            try {
                return Optional.of(stream.cursor());
            } catch (MongoCommandException e) {
                return Optional.empty();
            }
        });
    }

    /** Shorter than the wait for an answer, as the driver wants it. */
    private static long turn(Duration timeout) {
        return Math.max(1, Math.min(TURN_MILLISECONDS, timeout.toMillis() / 2));
    }

    /** What is written to these environments. Of a removal nothing but the id is known: it may have been theirs. */
    private static BsonDocument ofNames(String field, Collection<BsonValue> names) {
        BsonArray written =
                new BsonArray(List.of(new BsonString("insert"), new BsonString("replace"), new BsonString("update")));
        BsonDocument isTheirs = new BsonDocument(field, new BsonDocument("$in", new BsonArray(List.copyOf(names))));
        BsonDocument isNoWrite = new BsonDocument("operationType", new BsonDocument("$nin", written));
        // Kist replaces documents; an update is by other hands, and its event has the changed fields alone.
        BsonDocument isUpdate = new BsonDocument("operationType", new BsonString("update"));
        return new BsonDocument(
                "$match", new BsonDocument("$or", new BsonArray(List.of(isTheirs, isNoWrite, isUpdate))));
    }

    private static BsonDocument withoutContents() {
        return new BsonDocument("$project", new BsonDocument("operationType", new BsonInt32(1)));
    }

    @Override
    public boolean await(Duration most) {
        if (isOver) {
            throw connection.failure().unavailable("a collection was dropped or renamed", null, null);
        }
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            boolean isChanged = false;
            for (MongoCursor<BsonDocument> stream : streams) {
                isChanged |= drain(stream);
            }
            if (isChanged || System.nanoTime() - deadline >= 0) {
                return isChanged;
            }
        }
    }

    /** Takes what the stream has; whether that was something. */
    private boolean drain(MongoCursor<BsonDocument> stream) {
        return connection.call(() -> {
            BsonDocument event = stream.tryNext();
            boolean isChanged = event != null;
            while (event != null) {
                isOver |= INVALIDATE.equals(event.get("operationType"));
                event = stream.available() > 0 ? stream.tryNext() : null;
            }
            return isChanged;
        });
    }

    @Override
    public void close() {
        for (MongoCursor<BsonDocument> stream : streams) {
            try {
                stream.close();
            } catch (MongoException e) {
                // The server drops what nobody asks for.
            }
        }
    }
}
