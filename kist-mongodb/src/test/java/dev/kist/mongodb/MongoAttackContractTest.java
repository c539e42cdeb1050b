// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.contract.AttackContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.MongoServer;

/** {@link AttackContract} on a database of its own for each test. */
final class MongoAttackContractTest extends AttackContract {
    private final FreshDatabase database = FreshDatabase.on(MongoServer.shared());

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }
}
