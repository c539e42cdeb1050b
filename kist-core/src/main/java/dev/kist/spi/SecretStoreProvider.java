package dev.kist.spi;

import java.time.Duration;
import java.util.ServiceLoader;

/** Opens stores of one kind. Found by {@link ServiceLoader}, so that core knows no database. */
public interface SecretStoreProvider {
    /** Whether this provider opens such a store. */
    boolean accepts(StoreLocation location);

    /**
     * Opens the store. Nothing is sent yet to a server, and no file is made.
     *
     * @param timeout how long one operation may take as a whole
     * @throws dev.kist.InvalidInputException if the location cannot be understood
     */
    SecretStore open(StoreLocation location, Duration timeout);

    /**
     * Opens the store with the provider on the class path that accepts {@code location}.
     *
     * @throws IllegalStateException if no provider does: its module is not on the class path
     */
    static SecretStore openStore(StoreLocation location, Duration timeout) {
        for (SecretStoreProvider provider :
                ServiceLoader.load(SecretStoreProvider.class, SecretStoreProvider.class.getClassLoader())) {
            if (provider.accepts(location)) {
                return provider.open(location, timeout);
            }
        }
        throw new IllegalStateException("no store for " + location + ": add "
                + (location instanceof StoreLocation.MongoDb ? "kist-mongodb" : "kist-sqlite") + " to the class path");
    }
}
