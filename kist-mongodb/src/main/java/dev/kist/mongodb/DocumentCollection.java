// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.cursor.TimeoutMode;
import dev.kist.spi.Freshness;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/** One of the three collections: reading many documents, and writing one under its compare-and-set. */
final class DocumentCollection {
    /** How many documents one round trip brings at most; the server ends a batch earlier at 16 MiB. */
    private static final int BATCH = 1000;

    private final MongoConnection connection;
    private final Supplier<MongoCollection<BsonDocument>> collection;

    DocumentCollection(MongoConnection connection, Supplier<MongoCollection<BsonDocument>> collection) {
        this.connection = connection;
        this.collection = collection;
    }

    /** What {@link #read} reads. */
    record Query(BsonDocument filter, BsonDocument projection, BsonDocument order, int limit) {
        /** Whole documents, ordered by these fields, ascending. */
        static Query of(BsonDocument filter, int limit, String... order) {
            return new Query(filter, new BsonDocument(), fields(order), limit);
        }

        /** The ids of all documents, in order. */
        static Query ids() {
            return new Query(new BsonDocument(), fields("_id"), fields("_id"), Integer.MAX_VALUE);
        }

        private static BsonDocument fields(String... names) {
            BsonDocument fields = new BsonDocument();
            for (String name : names) {
                fields.put(name, new BsonInt32(1));
            }
            return fields;
        }
    }

    Optional<BsonDocument> findOne(BsonDocument filter, Freshness freshness) {
        Deadline deadline = connection.deadline();
        return connection.call(() -> Optional.ofNullable(deadline.on(collection.get())
                .withReadPreference(MongoConnection.preference(freshness))
                .find(filter)
                .first()));
    }

    /** Hands over documents as they come. Each round trip has the whole time; the consumer's own time does not count. */
    void read(Query query, Freshness freshness, Consumer<Map<String, @Nullable Object>> consumer) {
        try (MongoCursor<StoredFields> cursor = connection.call(() -> cursor(query, freshness))) {
            while (connection.call(cursor::hasNext)) {
                consumer.accept(cursor.next().values());
            }
        }
    }

    private MongoCursor<StoredFields> cursor(Query query, Freshness freshness) {
        FindIterable<StoredFields> found = collection
                .get()
                .withCodecRegistry(StoredFields.CODECS)
                .withReadPreference(MongoConnection.preference(freshness))
                .find(query.filter, StoredFields.class)
                .projection(query.projection)
                .sort(query.order)
                .batchSize(BATCH)
                .timeoutMode(TimeoutMode.ITERATION);
        return (query.limit == Integer.MAX_VALUE ? found : found.limit(query.limit)).cursor();
    }

    /** Inserts the document; false if there is one with its id. */
    boolean insert(BsonDocument document) {
        Deadline deadline = connection.deadline();
        return connection.write(Set.of("insert"), inserted -> inserted, () -> {
            try {
                deadline.on(collection.get()).insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Puts the document in the place of the one that matches; false if none does. */
    boolean replace(BsonDocument filter, BsonDocument document) {
        Deadline deadline = connection.deadline();
        return connection.write(
                Set.of("update"),
                replaced -> replaced,
                () -> deadline.on(collection.get()).replaceOne(filter, document).getMatchedCount() == 1);
    }

    /** Removes nothing, for which the server wants the same privilege. */
    void requireMayDelete() {
        Deadline deadline = connection.deadline();
        BsonDocument nothing = new BsonDocument("_id", new BsonDocument("$in", new BsonArray()));
        connection.call(() -> deadline.on(collection.get()).deleteMany(nothing));
    }

    /** Removes the document that matches; false if none does. */
    boolean delete(BsonDocument filter) {
        Deadline deadline = connection.deadline();
        return connection.write(
                Set.of("delete"),
                deleted -> deleted,
                () -> deadline.on(collection.get()).deleteOne(filter).getDeletedCount() == 1);
    }
}
