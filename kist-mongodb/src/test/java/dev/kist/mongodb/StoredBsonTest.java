package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredSamples;
import dev.kist.testing.ServerKind;
import dev.kist.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.types.ObjectId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the collections, as the format says it and as another program reads it. */
class StoredBsonTest {
    private static final String KINDS = "dev.kist.testing.ServerKind#available";

    @ParameterizedTest
    @MethodSource(KINDS)
    void secret_isStoredWithTheFieldsAndTypesOfTheFormat(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        CurrentDocument first = StoredSamples.withEveryField(StoredSamples.secret("DATABASE_URL"));
        SecretWrite second = StoredSamples.update(first, StoredSamples.next(first));
        CurrentDocument plain = StoredSamples.secret("PLAIN");
        try (SecretStore store = open(server, database)) {
            store.prepareForWriting();
            store.write(List.of(StoredSamples.insert(first), StoredSamples.insert(plain)));
            store.write(List.of(second));
        }

        try (RawDatabase raw = RawDatabase.of(server, database)) {
            assertThat(raw.collections()).containsExactlyInAnyOrder("secrets", "secrets.history");
            List<BsonDocument> current = raw.documents("secrets");
            assertThat(current).hasSize(2);
            BsonDocument updated = document(current, "DATABASE_URL");
            assertThat(inOrder(types(updated))).isEqualTo(inOrder(everyType(true)));
            assertThat(inOrder(types(document(current, "PLAIN")))).isEqualTo(inOrder(plainTypes()));
            assertThat(updated.get("_id"))
                    .isEqualTo(new BsonObjectId(new ObjectId(first.id().hex())));
            assertThat(updated.get("value"))
                    .isEqualTo(new BsonString(second.next().value()));
            assertThat(updated.get("version")).isEqualTo(new BsonInt32(2));
            assertThat(updated.get("revision")).isEqualTo(new BsonInt32(2));
            assertThat(updated.get("created_at"))
                    .isEqualTo(new BsonDateTime(first.createdAt().toEpochMilli()));

            List<BsonDocument> history = raw.documents("secrets.history");
            assertThat(history).hasSize(1);
            assertThat(inOrder(types(history.get(0)))).isEqualTo(inOrder(everyType(false)));
            assertThat(history.get(0).get("_id"))
                    .isEqualTo(new BsonObjectId(new ObjectId(
                            Objects.requireNonNull(second.former()).id().hex())));
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void environment_isStoredWithTheFieldsAndTypesOfTheFormat(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        EnvironmentDocument document = StoredSamples.environment("production");
        try (SecretStore store = open(server, database)) {
            store.insertEnvironment(document);
        }

        try (RawDatabase raw = RawDatabase.of(server, database)) {
            BsonDocument stored = raw.documents("secrets.environments").get(0);
            Map<String, BsonType> types = new LinkedHashMap<>();
            types.put("_id", BsonType.STRING);
            types.put("format", BsonType.INT32);
            types.put("keys", BsonType.ARRAY);
            types.put("sealed", BsonType.STRING);
            types.put("revision", BsonType.INT32);
            types.put("created_at", BsonType.DATE_TIME);
            types.put("updated_at", BsonType.DATE_TIME);
            assertThat(inOrder(types(stored))).isEqualTo(inOrder(types));
            Map<String, BsonType> key = new LinkedHashMap<>();
            key.put("key_id", BsonType.STRING);
            key.put("label", BsonType.STRING);
            key.put("public_key", BsonType.STRING);
            key.put("created_at", BsonType.DATE_TIME);
            key.put("created_by", BsonType.STRING);
            key.put("wrapped", BsonType.STRING);
            assertThat(stored.getArray("keys")).hasSize(2);
            assertThat(inOrder(types(stored.getArray("keys").get(1).asDocument())))
                    .isEqualTo(inOrder(key));
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void secret_withNumbersOf64Bits_isRead(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        CurrentDocument document = StoredSamples.secret("TOKEN");
        Map<String, Object> fields = new LinkedHashMap<>(DocumentFields.of(document));
        fields.put("version", 1L);
        fields.put("revision", 1L);
        try (RawDatabase raw = RawDatabase.of(server, database);
                SecretStore store = open(server, database)) {
            raw.insert("secrets", fields);

            List<StoredDocument> found = new ArrayList<>();
            store.findSecrets(Selection.all(StoredSamples.ENVIRONMENT), Freshness.PRIMARY, found::add);
            assertThat(found).containsExactly(document);
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void indexes_areMadeOnce(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        try (SecretStore store = open(server, database);
                SecretStore other = open(server, database)) {
            store.prepareForWriting();
            other.prepareForWriting();
        }

        try (RawDatabase raw = RawDatabase.of(server, database)) {
            assertThat(raw.uniqueIndexes("secrets")).containsExactly("{\"environment\": 1, \"key\": 1}");
            assertThat(raw.uniqueIndexes("secrets.history"))
                    .containsExactly("{\"environment\": 1, \"key\": 1, \"version\": 1}");
        }
    }

    private static SecretStore open(TestServer server, String database) {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(database), null, "secrets"), Duration.ofSeconds(20));
    }

    private static BsonDocument document(List<BsonDocument> documents, String key) {
        return documents.stream()
                .filter(one -> one.getString("key").getValue().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, BsonType> plainTypes() {
        Map<String, BsonType> types = everyType(true);
        types.keySet().removeAll(List.of("template", "deleted", "note"));
        return types;
    }

    private static Map<String, BsonType> everyType(boolean isCurrent) {
        Map<String, BsonType> types = new LinkedHashMap<>();
        types.put("_id", BsonType.OBJECT_ID);
        types.put("key", BsonType.STRING);
        types.put("value", BsonType.STRING);
        types.put("environment", BsonType.STRING);
        types.put("created_at", BsonType.DATE_TIME);
        types.put("updated_at", BsonType.DATE_TIME);
        types.put("version", BsonType.INT32);
        types.put("updated_by", BsonType.STRING);
        if (isCurrent) {
            types.put("revision", BsonType.INT32);
        }
        types.put("template", BsonType.BOOLEAN);
        types.put("deleted", BsonType.BOOLEAN);
        types.put("note", BsonType.STRING);
        return types;
    }

    private static Map<String, BsonType> types(BsonDocument document) {
        Map<String, BsonType> types = new LinkedHashMap<>();
        document.forEach((name, value) -> types.put(name, value.getBsonType()));
        return types;
    }

    private static List<Map.Entry<String, BsonType>> inOrder(Map<String, BsonType> types) {
        return List.copyOf(types.entrySet());
    }
}
