package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoHistoryTest extends MongoHistoryContract {
    MongoHistoryTest() {
        super(MongoServer.shared());
    }
}
