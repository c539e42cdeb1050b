// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoEnvironmentTest extends MongoEnvironmentContract {
    MongoEnvironmentTest() {
        super(MongoServer.shared());
    }
}
