// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.contract.RemovalContract;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRemovalTest extends RemovalContract {
    private final Path file;

    SqliteRemovalTest(@TempDir Path folder) {
        this.file = folder.resolve("local.db");
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.LocalFile(file, StoreLocation.DEFAULT_COLLECTION), Duration.ofSeconds(20));
    }

    @Override
    protected void insertHistory(Map<String, ?> fields) {
        RawFile.execute(
                file,
                "INSERT INTO history (collection, document) VALUES (?, ?)",
                StoreLocation.DEFAULT_COLLECTION,
                DocumentJson.write(fields));
    }
}
