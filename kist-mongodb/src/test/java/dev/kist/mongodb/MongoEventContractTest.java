// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.EventContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.MongoServer;

final class MongoEventContractTest extends EventContract {
    private final FreshDatabase database = FreshDatabase.on(MongoServer.shared());

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }
}
