// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.kist.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * The two unique indexes that all writing relies on: looked up, and made where one is missing. A user who may do neither
 * is told what an administrator has to do.
 */
final class UniqueIndexes {
    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final int INDEX_KEY_SPECS_CONFLICT = 86;
    private static final int DUPLICATE_KEY = 11000;

    /** What there is one current document of. */
    static final BsonDocument CURRENT_KEYS = keys("environment", "key");

    /** What there is one former version of. */
    static final BsonDocument FORMER_KEYS = keys("environment", "key", "version");

    private final MongoConnection connection;

    UniqueIndexes(MongoConnection connection) {
        this.connection = connection;
    }

    /** Makes sure that both are there. */
    void ensure() {
        Deadline deadline = connection.deadline();
        ensure(deadline, connection.secrets(), CURRENT_KEYS);
        ensure(deadline, connection.history(), FORMER_KEYS);
    }

    /** The names of those that are not there, or are not unique. */
    List<String> missing() {
        Deadline deadline = connection.deadline();
        List<String> missing = new ArrayList<>();
        if (!isThere(deadline, connection.secrets(), CURRENT_KEYS)) {
            missing.add(name(CURRENT_KEYS));
        }
        if (!isThere(deadline, connection.history(), FORMER_KEYS)) {
            missing.add(name(FORMER_KEYS));
        }
        return missing;
    }

    /** Whether the user may look for them: who does not write need not. */
    boolean mayLook() {
        return connection.call(() -> {
            try {
                Deadline deadline = connection.deadline();
                deadline.on(connection.secrets())
                        .listIndexes(BsonDocument.class)
                        .first();
                deadline.on(connection.history())
                        .listIndexes(BsonDocument.class)
                        .first();
                return true;
            } catch (MongoException e) {
                if (MongoFailure.isUnauthorized(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private boolean isThere(Deadline deadline, MongoCollection<BsonDocument> collection, BsonDocument keys) {
        return connection.call(() -> find(deadline, collection, keys)).stream().anyMatch(UniqueIndexes::isUnique);
    }

    private void ensure(Deadline deadline, MongoCollection<BsonDocument> collection, BsonDocument keys) {
        List<BsonDocument> there = connection.call(() -> find(deadline, collection, keys));
        for (BsonDocument index : there) {
            if (isUnique(index)) {
                return;
            }
        }
        if (!there.isEmpty()) {
            throw notUnique(collection, keys, there.get(0), null);
        }
        create(deadline, collection, keys);
    }

    /** The indexes with these keys; none if the user may not look. */
    private static List<BsonDocument> find(
            Deadline deadline, MongoCollection<BsonDocument> collection, BsonDocument keys) {
        List<BsonDocument> found = new ArrayList<>();
        try {
            for (BsonDocument index : deadline.on(collection).listIndexes(BsonDocument.class)) {
                if (index.isDocument("key") && hasKeys(index.getDocument("key"), keys)) {
                    found.add(index);
                }
            }
        } catch (MongoException e) {
            if (!MongoFailure.isUnauthorized(e)) {
                throw e;
            }
        }
        return found;
    }

    private void create(Deadline deadline, MongoCollection<BsonDocument> collection, BsonDocument keys) {
        connection.call(() -> {
            try {
                return deadline.on(collection).createIndex(keys, new IndexOptions().unique(true));
            } catch (MongoException e) {
                throw refused(e, collection, keys);
            }
        });
    }

    private RuntimeException refused(MongoException e, MongoCollection<BsonDocument> collection, BsonDocument keys) {
        if (MongoFailure.isUnauthorized(e)) {
            return connection
                    .failure()
                    .unavailable(
                            "the unique index " + name(keys) + " of " + collection.getNamespace()
                                    + " is missing, and the user may not create it",
                            "have an administrator run in mongosh: " + commands(),
                            e);
        }
        String cannot = "the unique index " + name(keys) + " of " + collection.getNamespace() + " cannot be created: ";
        String same = "the same " + String.join(", ", keys.keySet());
        return switch (e.getCode()) {
            case DUPLICATE_KEY ->
                connection
                        .failure()
                        .unavailable(
                                cannot + "the collection holds several documents with " + same,
                                "leave one of each, or use another collection: KIST_COLLECTION",
                                e);
            case INDEX_OPTIONS_CONFLICT, INDEX_KEY_SPECS_CONFLICT -> notUnique(collection, keys, null, e);
            default ->
                e instanceof MongoCommandException command
                        ? connection
                                .failure()
                                .unavailable(
                                        cannot + MongoFailure.serverText(command),
                                        "check that no two documents have " + same
                                                + ", and that the shard key, if any, is { environment: 1, key: 1 }",
                                        e)
                        : e;
        };
    }

    private StoreUnavailableException notUnique(
            MongoCollection<BsonDocument> collection,
            BsonDocument keys,
            @Nullable BsonDocument index,
            @Nullable MongoException cause) {
        String name = index != null && index.isString("name")
                ? index.getString("name").getValue()
                : name(keys);
        return connection
                .failure()
                .unavailable(
                        "the index " + name + " of " + collection.getNamespace()
                                + " does not make all documents unique",
                        "have an administrator run in mongosh: " + shell(collection) + ".dropIndex(" + quote(name)
                                + "); " + commands(),
                        cause);
    }

    private String commands() {
        return command(connection.secrets(), CURRENT_KEYS) + "; " + command(connection.history(), FORMER_KEYS);
    }

    private static String command(MongoCollection<BsonDocument> collection, BsonDocument keys) {
        return shell(collection) + ".createIndex({ " + String.join(": 1, ", keys.keySet()) + ": 1 }, { unique: true })";
    }

    private static String shell(MongoCollection<BsonDocument> collection) {
        return "db.getSiblingDB(" + quote(collection.getNamespace().getDatabaseName()) + ").getCollection("
                + quote(collection.getNamespace().getCollectionName()) + ")";
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean hasKeys(BsonDocument index, BsonDocument keys) {
        return List.copyOf(index.keySet()).equals(List.copyOf(keys.keySet()))
                && index.values().stream()
                        .allMatch(order -> order.isNumber() && order.asNumber().doubleValue() == 1);
    }

    /** Whether the index covers every document, and tells apart all names that differ. */
    private static boolean isUnique(BsonDocument index) {
        return BsonBoolean.TRUE.equals(index.get("unique"))
                && !index.containsKey("partialFilterExpression")
                && !index.containsKey("collation");
    }

    private static String name(BsonDocument keys) {
        return String.join("_1_", keys.keySet()) + "_1";
    }

    private static BsonDocument keys(String... names) {
        BsonDocument keys = new BsonDocument();
        for (String name : names) {
            keys.put(name, new BsonInt32(1));
        }
        return keys;
    }
}
