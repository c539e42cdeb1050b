// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoReadingContractTest extends MongoReadingContract {
    MongoReadingContractTest() {
        super(MongoServer.shared());
    }
}
