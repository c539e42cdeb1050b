// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.HistoryContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.TestServer;
import java.util.Map;

/** {@link HistoryContract} on a database of its own for each test. */
abstract class MongoHistoryContract extends HistoryContract {
    private final FreshDatabase database;

    MongoHistoryContract(TestServer server) {
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
