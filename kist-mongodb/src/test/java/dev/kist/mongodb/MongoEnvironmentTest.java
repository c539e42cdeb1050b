package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoEnvironmentTest extends MongoEnvironmentContract {
    MongoEnvironmentTest() {
        super(MongoServer.shared());
    }
}
