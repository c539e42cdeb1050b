// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a store is. Its {@code toString} never shows a connection string, which may hold a password. */
public sealed interface StoreLocation {
    /** The first collection's name where no setting says another. */
    String DEFAULT_COLLECTION = "secrets";

    /** The name of the collection that holds current versions; the other two are named after it. */
    String collection();

    /**
     * A MongoDB database.
     *
     * @param uri the connection string, any that the driver takes
     * @param database the database, or null for the connection string's, else {@code kist}
     */
    record MongoDb(String uri, @Nullable String database, String collection) implements StoreLocation {
        @Override
        public String toString() {
            return "MongoDb[" + collection + "]";
        }
    }

    /**
     * The local store.
     *
     * @param file the SQLite file; made, with mode 0600, by the first write
     */
    record LocalFile(Path file, String collection) implements StoreLocation {}
}
