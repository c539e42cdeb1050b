// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.testing.FerretServer;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneWriterAtATime.class)
final class FerretEnvironmentTest extends MongoEnvironmentContract {
    FerretEnvironmentTest() {
        super(FerretServer.shared());
    }
}
