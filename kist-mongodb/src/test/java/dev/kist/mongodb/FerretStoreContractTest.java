package dev.kist.mongodb;

import dev.kist.testing.FerretServer;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneWriterAtATime.class)
final class FerretStoreContractTest extends MongoStoreContract {
    FerretStoreContractTest() {
        super(FerretServer.shared());
    }
}
