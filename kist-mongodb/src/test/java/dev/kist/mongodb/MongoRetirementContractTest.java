package dev.kist.mongodb;

import dev.kist.contract.RetirementContract;
import dev.kist.spi.SecretStore;
import dev.kist.testing.MongoServer;

final class MongoRetirementContractTest extends RetirementContract {
    private final FreshDatabase database = FreshDatabase.on(MongoServer.shared());

    @Override
    protected SecretStore openStore() {
        return database.openStore();
    }
}
