package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoStoreContractTest extends MongoStoreContract {
    MongoStoreContractTest() {
        super(MongoServer.shared());
    }
}
