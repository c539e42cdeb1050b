// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.time.Duration;

/**
 * Opens stores in MongoDB: {@link StoreLocation.MongoDb}, with any connection string that the driver takes. Found by the
 * service loader, as is that of {@code kist-junit}, whose stores are at hosts of {@code .kist-junit.invalid}.
 */
public final class MongoStoreProvider implements SecretStoreProvider {
    @Override
    public boolean accepts(StoreLocation location) {
        return location instanceof StoreLocation.MongoDb mongoDb
                && !mongoDb.uri().contains(".kist-junit.invalid/");
    }

    @Override
    public SecretStore open(StoreLocation location, Duration timeout) {
        if (!(location instanceof StoreLocation.MongoDb mongoDb)) {
            throw new IllegalArgumentException("not a MongoDB database: " + location);
        }
        return new MongoStore(new MongoConnection(MongoAddress.parse(mongoDb), timeout));
    }
}
