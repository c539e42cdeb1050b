// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.RotationContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.TestServer;

/** {@link RotationContract} on a database of its own for each test. */
abstract class MongoRotationContract extends RotationContract {
    private final FreshDatabase database;

    MongoRotationContract(TestServer server) {
        this.database = FreshDatabase.on(server);
    }

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }
}
