// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoServerTest {

    @Test
    void shared_calledTwice_isOneServer() {
        MongoServer server = MongoServer.shared();

        assertThat(MongoServer.shared()).isSameAs(server);
        try (MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> collection =
                    client.getDatabase(server.freshDatabase()).getCollection("c");
            collection.insertOne(new Document("_id", 1));
            assertThat(collection.countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void freshDatabase_calledTwice_givesTwoNames() {
        MongoServer server = MongoServer.shared();

        assertThat(server.freshDatabase()).isNotEqualTo(server.freshDatabase());
    }

    @Test
    void kill_withSyncOnCommit_losesNothing() {
        try (MongoServer server = MongoServer.builder().syncOnCommit().start()) {
            String uri = server.uri("kept");
            try (MongoClient client = MongoClients.create(uri)) {
                MongoCollection<Document> collection =
                        client.getDatabase("kept").getCollection("c");
                for (int i = 0; i < 200; i++) {
                    collection.insertOne(new Document("_id", i));
                }
                server.kill();
            }
            server.restart();

            assertThat(server.uri("kept")).isEqualTo(uri);
            try (MongoClient client = MongoClients.create(uri)) {
                assertThat(client.getDatabase("kept").getCollection("c").countDocuments())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void topology_ofReplicaSet_hasTransactions() {
        try (MongoServer server = MongoServer.builder().testCommands().start();
                MongoClient client = MongoClients.create(server.uri());
                ClientSession session = client.startSession()) {
            MongoCollection<Document> collection = client.getDatabase("t").getCollection("c");
            session.startTransaction();
            collection.insertOne(session, new Document("_id", 1));
            session.abortTransaction();

            assertThat(server.topology()).isEqualTo(Topology.REPLICA_SET);
            assertThat(server.isTransactional()).isTrue();
            assertThat(collection.countDocuments()).isZero();
        }
    }

    @Test
    void standalone_answersAsStandalone() {
        try (MongoServer server = MongoServer.builder().standalone().start();
                MongoClient client = MongoClients.create(server.uri())) {
            Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));

            assertThat(server.topology()).isEqualTo(Topology.STANDALONE);
            assertThat(server.isTransactional()).isFalse();
            assertThat(hello).doesNotContainKey("setName");
        }
    }

    @Test
    void withUsers_enforcesRoles() {
        try (MongoServer server = MongoServer.builder().withUsers("kist").start()) {
            try (MongoClient client = MongoClients.create(server.uri(TestUser.WRITER, "kist"))) {
                client.getDatabase("kist").getCollection("c").insertOne(new Document("_id", 1));
                assertThatThrownBy(() ->
                                client.getDatabase("other").getCollection("c").insertOne(new Document("_id", 1)))
                        .isInstanceOf(MongoException.class)
                        .extracting(e -> ((MongoException) e).getCode())
                        .isEqualTo(13);
            }
            try (MongoClient client = MongoClients.create(server.uri(TestUser.READER, "kist"))) {
                MongoCollection<Document> collection =
                        client.getDatabase("kist").getCollection("c");
                assertThat(collection.countDocuments()).isEqualTo(1);
                assertThatThrownBy(() -> collection.insertOne(new Document("_id", 2)))
                        .isInstanceOf(MongoException.class)
                        .extracting(e -> ((MongoException) e).getCode())
                        .isEqualTo(13);
            }
            try (MongoClient client = MongoClients.create(server.uri())) {
                assertThatThrownBy(() ->
                                client.getDatabase("kist").getCollection("c").countDocuments())
                        .isInstanceOf(MongoCommandException.class);
            }
            try (MongoClient client = MongoClients.create(server.uri(TestUser.ADMIN, "kist"))) {
                assertThat(client.listDatabaseNames()).contains("kist");
            }
        }
    }

    @Test
    void tls_withTheTrustStore_connects(@TempDir Path folder) {
        TestCertificates certificates = TestCertificates.createIn(folder);
        try (MongoServer server = MongoServer.builder().tls(certificates).start()) {
            MongoClientSettings trusting = MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(server.uri()))
                    .applyToSslSettings(tls -> tls.context(certificates.clientContext()))
                    .build();
            try (MongoClient client = MongoClients.create(trusting)) {
                assertThat(client.listDatabaseNames()).isNotNull();
                assertThat(client.getDatabase("admin").runCommand(new Document("ping", 1)))
                        .containsEntry("ok", 1.0);
            }
            try (MongoClient client = MongoClients.create(server.uri() + "&serverSelectionTimeoutMS=1500")) {
                assertThatThrownBy(() -> client.getDatabase("admin").runCommand(new Document("ping", 1)))
                        .isInstanceOf(MongoException.class);
            }
        }
    }

    @Test
    void close_stopsTheServerAndDeletesItsData() {
        MongoServer server = MongoServer.builder().testCommands().start();
        Path data = server.dataFolder();
        assertThat(data).isNotEmptyDirectory();

        server.close();

        assertThat(Files.exists(data)).isFalse();
        try (MongoClient client = MongoClients.create(server.uri() + "?serverSelectionTimeoutMS=500")) {
            assertThatThrownBy(() -> client.getDatabase("admin").runCommand(new Document("ping", 1)))
                    .isInstanceOf(MongoException.class);
        }
    }
}
