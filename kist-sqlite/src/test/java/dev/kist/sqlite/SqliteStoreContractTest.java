// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreContract;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreContractTest extends SecretStoreContract {
    private final Path folder;

    SqliteStoreContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.LocalFile(file(), StoreLocation.DEFAULT_COLLECTION), Duration.ofSeconds(20));
    }

    @Override
    protected void insertRaw(Place place, Map<String, ?> fields) {
        String table = place == Place.CURRENT ? "secrets" : place.name().toLowerCase(Locale.ROOT);
        RawFile.execute(
                file(),
                "INSERT INTO " + table + " (collection, document) VALUES (?, ?)",
                StoreLocation.DEFAULT_COLLECTION,
                DocumentJson.write(fields));
    }

    @Override
    protected boolean nothingExists() {
        return !Files.exists(file());
    }

    private Path file() {
        return folder.resolve("local.db");
    }
}
