package dev.kist.sqlite;

import dev.kist.rotation.ServiceKeyContract;
import dev.kist.store.SecretStore;
import dev.kist.store.SecretStoreProvider;
import dev.kist.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class SqliteServiceKeyContractTest extends ServiceKeyContract {
    private final Path folder;

    SqliteServiceKeyContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.LocalFile(folder.resolve("local.db"), StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(20));
    }
}
