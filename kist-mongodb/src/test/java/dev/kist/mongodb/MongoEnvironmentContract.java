// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.EnvironmentContract;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.TestServer;
import java.time.Duration;

/** The contract of environments, on a database of its own for each test. */
abstract class MongoEnvironmentContract extends EnvironmentContract {
    private final TestServer server;
    private final String database;

    MongoEnvironmentContract(TestServer server) {
        this.server = server;
        this.database = server.freshDatabase();
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), database, StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(20));
    }
}
