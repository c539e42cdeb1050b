// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.KeyContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.TestServer;

/** {@link KeyContract} on a database of its own for each test. */
abstract class MongoKeyContract extends KeyContract {
    private final FreshDatabase database;

    MongoKeyContract(TestServer server) {
        this.database = FreshDatabase.on(server);
    }

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }
}
