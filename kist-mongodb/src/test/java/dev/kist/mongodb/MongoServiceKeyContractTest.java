// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.ServiceKeyContract;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.MongoServer;
import dev.kist.testing.TestServer;
import java.time.Duration;

final class MongoServiceKeyContractTest extends ServiceKeyContract {
    private final TestServer server = MongoServer.shared();
    private final String database = server.freshDatabase();

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), database, StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(20));
    }
}
