package dev.kist.junit;

import dev.kist.InvalidInputException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens the stores of tests: those whose connection string is {@code memory:} and a name. Found by the service loader. A
 * store is there from {@link #create} to {@link #remove}, for the whole JVM, so that a framework finds it by its settings.
 */
public final class MemoryStoreProvider implements SecretStoreProvider {
    private static final String SCHEME = "memory:";
    private static final Map<String, MemoryDocuments> STORES = new ConcurrentHashMap<>();

    /** Makes an empty store. */
    static MemoryDocuments create(String name) {
        MemoryDocuments documents = new MemoryDocuments(name);
        STORES.put(name, documents);
        return documents;
    }

    /** Removes a store; whoever has it open keeps it. */
    static void remove(MemoryDocuments documents) {
        STORES.remove(documents.name(), documents);
    }

    /** The connection string of a store. */
    static String connectionString(MemoryDocuments documents) {
        return SCHEME + documents.name();
    }

    @Override
    public boolean accepts(StoreLocation location) {
        return location instanceof StoreLocation.MongoDb mongoDb
                && mongoDb.uri().startsWith(SCHEME);
    }

    @Override
    public SecretStore open(StoreLocation location, Duration timeout) {
        if (!(location instanceof StoreLocation.MongoDb mongoDb) || !accepts(location)) {
            throw new IllegalArgumentException("not a store of a test: " + location);
        }
        String name = mongoDb.uri().substring(SCHEME.length());
        MemoryDocuments documents = STORES.get(name);
        if (documents == null) {
            throw new InvalidInputException(
                    "there is no store in memory of this name: the test that made it is over",
                    "take the settings from the KistExtension of this test");
        }
        return new MemoryStore(documents, timeout);
    }
}
