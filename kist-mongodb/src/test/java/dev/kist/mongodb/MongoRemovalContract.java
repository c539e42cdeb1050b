// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.RemovalContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.TestServer;
import java.util.Map;

/** {@link RemovalContract} on a database of its own for each test. */
abstract class MongoRemovalContract extends RemovalContract {
    private final FreshDatabase database;

    MongoRemovalContract(TestServer server) {
        this.database = FreshDatabase.on(server);
    }

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }

    @Override
    protected void insertHistory(Map<String, ?> fields) {
        database.insertHistory(fields);
    }
}
