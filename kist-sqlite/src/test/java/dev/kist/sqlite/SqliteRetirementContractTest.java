package dev.kist.sqlite;

import dev.kist.contract.RetirementContract;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRetirementContractTest extends RetirementContract {
    private final Path folder;

    SqliteRetirementContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    protected SecretStore openStore() {
        return SecretStoreProvider.openStore(
                new StoreLocation.LocalFile(folder.resolve("local.db"), StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(20));
    }
}
