// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreContract;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.TestServer;
import java.time.Duration;
import java.util.Map;

/** The contract of every store, on a database of its own for each test. */
abstract class MongoStoreContract extends SecretStoreContract {
    private final TestServer server;
    private final String database;

    MongoStoreContract(TestServer server) {
        this.server = server;
        this.database = server.freshDatabase();
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), database, StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(20));
    }

    @Override
    protected void insertRaw(Place place, Map<String, ?> fields) {
        try (RawDatabase raw = RawDatabase.of(server, database)) {
            raw.insert(
                    switch (place) {
                        case CURRENT -> "secrets";
                        case HISTORY -> "secrets.history";
                        case ENVIRONMENTS -> "secrets.environments";
                    },
                    fields);
        }
    }

    @Override
    protected boolean nothingExists() {
        try (RawDatabase raw = RawDatabase.of(server, database)) {
            return raw.collections().isEmpty();
        }
    }
}
