// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.spi.DocumentId;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreContract;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class MemoryStoreContractTest extends SecretStoreContract {
    private final MemoryDocuments documents = MemoryStoreProvider.create("contract");

    @AfterEach
    void remove() {
        MemoryStoreProvider.remove(documents);
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(
                        MemoryStoreProvider.connectionString(documents), null, StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(20));
    }

    @Override
    protected void insertRaw(Place place, Map<String, ?> fields) {
        Map<String, Object> withId = new HashMap<>(fields);
        withId.putIfAbsent("_id", DocumentId.create(Instant.EPOCH, new SecureRandom()));
        documents.change(() -> switch (place) {
            case CURRENT -> documents.secrets().add(withId);
            case HISTORY -> documents.history().add(withId);
            case ENVIRONMENTS -> documents.environments().add(withId);
        });
    }

    @Override
    protected boolean nothingExists() {
        return documents.secrets().isEmpty()
                && documents.history().isEmpty()
                && documents.environments().isEmpty();
    }
}
