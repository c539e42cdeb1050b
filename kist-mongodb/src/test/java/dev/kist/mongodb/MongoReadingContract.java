// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.ReadingContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.TestServer;

/** {@link ReadingContract} on a database of its own for each test. */
abstract class MongoReadingContract extends ReadingContract {
    private final FreshDatabase database;

    MongoReadingContract(TestServer server) {
        this.database = FreshDatabase.on(server);
    }

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }
}
