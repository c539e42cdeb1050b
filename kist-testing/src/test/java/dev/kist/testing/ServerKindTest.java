// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerKindTest {

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void shared_keepsDocuments(ServerKind kind) {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        try (MongoClient client = MongoClients.create(server.uri(database))) {
            MongoCollection<Document> collection = client.getDatabase(database).getCollection("c");
            collection.insertOne(new Document("_id", 1));

            assertThat(collection.countDocuments()).isEqualTo(1);
            assertThat(kind.shared()).isSameAs(server);
        }
    }

    @Test
    void ferretdb_killedAndRestarted_keepsDocuments() {
        assumeThat(ServerKind.available()).contains(ServerKind.FERRETDB);
        try (FerretServer server = FerretServer.start();
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> collection = client.getDatabase("d").getCollection("c");
            collection.insertOne(new Document("_id", 1));
            server.kill();
            server.restart();

            assertThat(collection.countDocuments()).isEqualTo(1);
            assertThat(server.topology()).isEqualTo(Topology.STANDALONE);
            assertThat(server.isTransactional()).isFalse();
        }
    }
}
