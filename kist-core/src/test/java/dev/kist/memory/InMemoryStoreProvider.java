package dev.kist.memory;

import dev.kist.StoreDescription;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens stores in memory for the front door: a local store whose file is in {@code /in-memory}, and a connection string that
 * begins with {@code memory:}. What has the same name is the same store.
 */
public final class InMemoryStoreProvider implements SecretStoreProvider {
    private static final Path FOLDER = Path.of("/in-memory");
    private static final String SCHEME = "memory:";
    private static final Map<String, InMemoryDocuments> STORES = new ConcurrentHashMap<>();

    /** What the store of this name holds. */
    public static InMemoryDocuments documents(String name) {
        return STORES.computeIfAbsent(name, made -> new InMemoryDocuments());
    }

    /** Where the local store of this name is. */
    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** The connection string of the store of this name. */
    public static String uri(String name) {
        return SCHEME + name;
    }

    @Override
    public boolean accepts(StoreLocation location) {
        return location instanceof StoreLocation.LocalFile local
                ? local.file().startsWith(FOLDER)
                : location instanceof StoreLocation.MongoDb mongoDb
                        && mongoDb.uri().startsWith(SCHEME);
    }

    @Override
    public SecretStore open(StoreLocation location, Duration timeout) {
        if (location instanceof StoreLocation.LocalFile local) {
            return new InMemoryStore(
                    documents(String.valueOf(local.file().getFileName())),
                    new StoreDescription(local.file().toString(), "local." + location.collection(), true));
        }
        String name = ((StoreLocation.MongoDb) location).uri().substring(SCHEME.length());
        return new InMemoryStore(
                documents(name), new StoreDescription(name, name + "." + location.collection(), false));
    }
}
