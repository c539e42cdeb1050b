// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.ServerKind;
import dev.kist.testing.TestServer;
import java.time.Duration;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UniqueIndexesTest {
    private static final String KINDS = "dev.kist.testing.ServerKind#available";
    private static final Bson NAME = Indexes.ascending("environment", "key");
    private static final Bson NAME_AND_VERSION = Indexes.ascending("environment", "key", "version");

    @ParameterizedTest
    @MethodSource(KINDS)
    void prepareForWriting_whereAnAdministratorMadeThem_isFine(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        try (RawDatabase raw = RawDatabase.of(server, database);
                SecretStore store = open(server, database)) {
            IndexOptions unique = new IndexOptions().unique(true).name("of_the_administrator");
            raw.collection("app.secrets").createIndex(NAME, unique);
            raw.collection("app.secrets.history").createIndex(NAME_AND_VERSION, unique);

            assertThatCode(store::prepareForWriting).doesNotThrowAnyException();

            assertThat(raw.uniqueIndexes("app.secrets")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void prepareForWriting_whereAnIndexIsNotUnique_isRefusedWithTheCommands(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        try (RawDatabase raw = RawDatabase.of(server, database);
                SecretStore store = open(server, database)) {
            raw.collection("app.secrets.history").createIndex(NAME_AND_VERSION, new IndexOptions().name("plain"));

            StoreUnavailableException failure = Failures.unavailable(store::prepareForWriting);

            assertThat(failure)
                    .hasMessageContaining("the index plain of " + database
                            + ".app.secrets.history does not make all documents unique");
            assertThat(failure.hint().orElseThrow())
                    .contains("mongosh: db.getSiblingDB(\"" + database
                            + "\").getCollection(\"app.secrets.history\").dropIndex(\"plain\"); ")
                    .contains(commands(database));
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void prepareForWriting_whereNamesAreThereTwice_saysSo(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        try (RawDatabase raw = RawDatabase.of(server, database);
                SecretStore store = open(server, database)) {
            for (int i = 0; i < 2; i++) {
                raw.collection("app.secrets").insertOne(new Document("environment", "e").append("key", "TWICE"));
            }

            // FerretDB has no code of its own for it.
            assertThat(Failures.unavailable(store::prepareForWriting))
                    .hasMessageContaining(
                            "the unique index environment_1_key_1 of " + database + ".app.secrets cannot be created")
                    .hasMessageContaining(
                            kind == ServerKind.MONGODB
                                    ? "the collection holds several documents with the same environment, key"
                                    : "UNIQUE");
        }
    }

    /** What an administrator is told to run in mongosh. */
    static String commands(String database) {
        String collection = "db.getSiblingDB(\"" + database + "\").getCollection(\"app.secrets";
        return collection + "\").createIndex({ environment: 1, key: 1 }, { unique: true }); " + collection
                + ".history\").createIndex({ environment: 1, key: 1, version: 1 }, { unique: true })";
    }

    private static SecretStore open(TestServer server, String database) {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), database, "app.secrets"), Duration.ofSeconds(20));
    }
}
