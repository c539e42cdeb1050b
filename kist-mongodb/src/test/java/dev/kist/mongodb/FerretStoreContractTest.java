package dev.kist.mongodb;

import dev.kist.testing.FerretServer;

final class FerretStoreContractTest extends MongoStoreContract {
    FerretStoreContractTest() {
        super(FerretServer.shared());
    }
}
