// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.testing.MongoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** Histories, keys and rotations on a server that has no transactions and does not know a write that is sent twice. */
final class StandaloneRotationTest {
    private static MongoServer server;

    @BeforeAll
    static void start() {
        server = MongoServer.builder().standalone().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    final class History extends MongoHistoryContract {
        History() {
            super(server);
        }
    }

    @Nested
    final class Keys extends MongoKeyContract {
        Keys() {
            super(server);
        }
    }

    @Nested
    final class Rotation extends MongoRotationContract {
        Rotation() {
            super(server);
        }
    }

    @Nested
    final class Reading extends MongoReadingContract {
        Reading() {
            super(server);
        }
    }
}
