package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoRemovalTest extends MongoRemovalContract {
    MongoRemovalTest() {
        super(MongoServer.shared());
    }
}
