// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.contract.DamagedDocumentContract;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** {@link DamagedDocumentContract}, with documents that another program changed. */
final class SqliteDamagedDocumentTest extends DamagedDocumentContract {
    private final Path file;

    SqliteDamagedDocumentTest(@TempDir Path folder) {
        this.file = folder.resolve("local.db");
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.LocalFile(file, StoreLocation.DEFAULT_COLLECTION), Duration.ofSeconds(20));
    }

    @Override
    protected void change(Place place, String key, String field, String json) {
        RawFile.execute(
                file,
                "UPDATE " + table(place) + " SET document = json_set(document, '$." + field
                        + "', json(?)) WHERE key = ?",
                json,
                key);
    }

    @Override
    protected void remove(Place place, String key, String field) {
        RawFile.execute(
                file,
                "UPDATE " + table(place) + " SET document = json_remove(document, '$." + field + "') WHERE key = ?",
                key);
    }

    private static String table(Place place) {
        return place == Place.CURRENT ? "secrets" : "history";
    }
}
