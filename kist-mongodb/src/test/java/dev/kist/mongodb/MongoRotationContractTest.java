package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoRotationContractTest extends MongoRotationContract {
    MongoRotationContractTest() {
        super(MongoServer.shared());
    }
}
