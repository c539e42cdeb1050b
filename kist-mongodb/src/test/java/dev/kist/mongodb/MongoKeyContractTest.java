package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoKeyContractTest extends MongoKeyContract {
    MongoKeyContractTest() {
        super(MongoServer.shared());
    }
}
