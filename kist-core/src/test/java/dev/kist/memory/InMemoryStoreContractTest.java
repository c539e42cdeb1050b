package dev.kist.memory;

import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreContract;
import java.util.Map;

final class InMemoryStoreContractTest extends SecretStoreContract {
    private final InMemoryDocuments documents = new InMemoryDocuments();

    @Override
    protected SecretStore openStore() {
        return new InMemoryStore(documents);
    }

    @Override
    protected void insertRaw(Place place, Map<String, ?> fields) {
        switch (place) {
            case CURRENT -> documents.insertSecret(fields);
            case HISTORY -> documents.insertFormer(fields);
            case ENVIRONMENTS -> documents.insertEnvironment(fields);
        }
    }

    @Override
    protected boolean nothingExists() {
        return documents.isEmpty();
    }
}
