// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.testing.MongoServer;

final class MongoKeyContractTest extends MongoKeyContract {
    MongoKeyContractTest() {
        super(MongoServer.shared());
    }
}
