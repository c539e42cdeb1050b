// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.testing.FerretServer;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneWriterAtATime.class)
final class FerretStoreContractTest extends MongoStoreContract {
    FerretStoreContractTest() {
        super(FerretServer.shared());
    }

    /** FerretDB takes some 20 ms for each update. */
    @Override
    protected int many() {
        return 250;
    }
}
