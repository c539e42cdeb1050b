// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.InvalidInputException;
import java.time.Duration;
import java.util.ServiceConfigurationError;
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
     * @throws dev.kist.InvalidInputException if no provider does: its module is not on the class path, or not whole
     */
    static SecretStore openStore(StoreLocation location, Duration timeout) {
        String module = location instanceof StoreLocation.MongoDb ? "kist-mongodb" : "kist-sqlite";
        String kind = location instanceof StoreLocation.MongoDb ? "a store in MongoDB" : "the local store";
        try {
            for (SecretStoreProvider provider :
                    ServiceLoader.load(SecretStoreProvider.class, SecretStoreProvider.class.getClassLoader())) {
                if (provider.accepts(location)) {
                    return provider.open(location, timeout);
                }
            }
        } catch (ServiceConfigurationError | NoClassDefFoundError e) {
            throw new InvalidInputException(
                    kind + " needs the module " + module + ", and a library that it needs is not on the class path",
                    "add dev.kist:" + module + " with all that it depends on");
        }
        throw new InvalidInputException(
                kind + " needs the module " + module + ", which is not on the class path",
                "add dev.kist:" + module + " to the program");
    }
}
