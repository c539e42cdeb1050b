// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.kist.spi.DocumentId;
import dev.kist.testing.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** A database as another program sees it: with the driver, past the store. */
final class RawDatabase implements AutoCloseable {
    private final MongoClient client;
    private final MongoDatabase database;

    private RawDatabase(MongoClient client, String name) {
        this.client = client;
        this.database = client.getDatabase(name);
    }

    static RawDatabase of(TestServer server, String name) {
        return of(server.uri(), name);
    }

    static RawDatabase of(String uri, String name) {
        return new RawDatabase(MongoClients.create(uri), name);
    }

    MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    /** All documents, with the BSON types that they have. */
    List<BsonDocument> documents(String collection) {
        return database.getCollection(collection, BsonDocument.class).find().into(new ArrayList<>());
    }

    List<String> collections() {
        return database.listCollectionNames().into(new ArrayList<>());
    }

    /** The keys of the unique indexes but that of ids, as JSON. */
    List<String> uniqueIndexes(String collection) {
        List<String> keys = new ArrayList<>();
        for (BsonDocument index : database.getCollection(collection).listIndexes(BsonDocument.class)) {
            if (index.containsKey("unique")
                    && !index.getString("name").getValue().equals("_id_")) {
                keys.add(index.getDocument("key").toJson());
            }
        }
        return keys;
    }

    void run(Document command) {
        database.runCommand(command);
    }

    /** Inserts fields of the types of the store's contract, and nulls. */
    void insert(String collection, Map<String, ?> fields) {
        Document document = new Document();
        fields.forEach((name, value) -> document.put(name, toDriver(value)));
        database.getCollection(collection).insertOne(document);
    }

    private static @Nullable Object toDriver(@Nullable Object value) {
        if (value instanceof DocumentId id) {
            return new ObjectId(id.hex());
        }
        if (value instanceof Instant date) {
            return Date.from(date);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RawDatabase::toDriver).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Document document = new Document();
            map.forEach((name, field) -> document.put((String) name, toDriver(field)));
            return document;
        }
        return value;
    }

    @Override
    public void close() {
        client.close();
    }
}
