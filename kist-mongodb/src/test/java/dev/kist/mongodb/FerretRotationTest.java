// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.testing.FerretServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Histories, keys and rotations on FerretDB 1, with one writer at a time; readers are not limited. */
@ExtendWith(OneWriterAtATime.class)
final class FerretRotationTest {
    @Nested
    final class History extends MongoHistoryContract {
        History() {
            super(FerretServer.shared());
        }
    }

    @Nested
    final class Keys extends MongoKeyContract {
        Keys() {
            super(FerretServer.shared());
        }
    }

    @Nested
    final class Rotation extends MongoRotationContract {
        Rotation() {
            super(FerretServer.shared());
        }
    }

    @Nested
    final class Reading extends MongoReadingContract {
        Reading() {
            super(FerretServer.shared());
        }
    }
}
