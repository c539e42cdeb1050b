// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import dev.kist.testing.MongoServer;
import java.nio.file.Path;

/** Where the tests that a person could do anywhere are done. */
enum Place {
    LOCAL,
    MONGODB;

    SampleStore store(Path folder) {
        return switch (this) {
            case LOCAL -> SampleStore.local(folder);
            case MONGODB -> {
                MongoServer server = MongoServer.shared();
                yield SampleStore.onMongo(folder, server.uri(server.freshDatabase()));
            }
        };
    }
}
