// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

import dev.kist.InvalidInputException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens the stores of tests. Their connection strings name a host that cannot exist, by its domain {@code .invalid}. Found by
 * the service loader. A store is there from {@link #create} to {@link #remove}, for the whole JVM, so that a framework finds
 * it by its settings.
 */
public final class MemoryStoreProvider implements SecretStoreProvider {
    private static final Pattern ADDRESS = Pattern.compile("mongodb://([A-Za-z0-9-]+)\\.kist-junit\\.invalid/.*");
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
        return "mongodb://" + documents.name() + ".kist-junit.invalid/";
    }

    @Override
    public boolean accepts(StoreLocation location) {
        return location instanceof StoreLocation.MongoDb mongoDb
                && ADDRESS.matcher(mongoDb.uri()).matches();
    }

    @Override
    public SecretStore open(StoreLocation location, Duration timeout) {
        Matcher address = ADDRESS.matcher(location instanceof StoreLocation.MongoDb mongoDb ? mongoDb.uri() : "");
        if (!address.matches()) {
            throw new IllegalArgumentException("not a store of a test: " + location);
        }
        MemoryDocuments documents = STORES.get(address.group(1));
        if (documents == null) {
            throw new InvalidInputException(
                    "there is no store in memory of this name: the test that made it is over",
                    "take the settings from the KistExtension of this test");
        }
        return new MemoryStore(documents, timeout);
    }
}
