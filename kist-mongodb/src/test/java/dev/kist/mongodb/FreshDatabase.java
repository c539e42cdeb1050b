// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.TestServer;
import java.time.Duration;
import java.util.Map;

/** A database of a test's own on one of the servers. */
record FreshDatabase(TestServer server, String name) {
    static FreshDatabase on(TestServer server) {
        return new FreshDatabase(server, server.freshDatabase());
    }

    SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), name, StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(20));
    }

    /** Inserts a document past the store, as another program would. */
    void insertHistory(Map<String, ?> fields) {
        try (RawDatabase raw = RawDatabase.of(server, name)) {
            raw.insert("secrets.history", fields);
        }
    }
}
