// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.time.Duration;

/** Opens the local store. Named in {@code META-INF/services}. */
public final class SqliteStoreProvider implements SecretStoreProvider {
    @Override
    public boolean accepts(StoreLocation location) {
        return location instanceof StoreLocation.LocalFile;
    }

    @Override
    public SecretStore open(StoreLocation location, Duration timeout) {
        if (location instanceof StoreLocation.LocalFile local) {
            return new SqliteStore(local, timeout);
        }
        throw new IllegalArgumentException("not a local store: " + location);
    }
}
