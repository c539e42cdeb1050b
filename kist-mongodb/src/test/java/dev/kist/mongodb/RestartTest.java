package dev.kist.mongodb;

import static dev.kist.store.StoredSamples.ENVIRONMENT;
import static dev.kist.store.StoredSamples.insert;
import static dev.kist.store.StoredSamples.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.store.Freshness;
import dev.kist.store.SecretStore;
import dev.kist.store.SecretStoreProvider;
import dev.kist.store.SecretWrite;
import dev.kist.store.Selection;
import dev.kist.store.StoreLocation;
import dev.kist.store.StoreUnavailableException;
import dev.kist.testing.MongoServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is killed and comes back while a store is open. */
class RestartTest {
    @Test
    void store_goesOnAfterTheServerCameBack_andHasWhatWasConfirmed() {
        try (MongoServer server = MongoServer.builder().syncOnCommit().start();
                SecretStore store = SecretStoreProvider.openStore(
                        new StoreLocation.MongoDb(server.uri(), "restart", "secrets"), Duration.ofSeconds(20))) {
            store.prepareForWriting();
            SecretWrite before = insert(secret("BEFORE"));
            assertThat(store.write(List.of(before))).isEmpty();

            server.kill();
            try (SecretStore impatient = SecretStoreProvider.openStore(
                    new StoreLocation.MongoDb(server.uri(), "restart", "secrets"), Duration.ofMillis(300))) {
                assertThat(Failures.unavailable(impatient::now)).isInstanceOf(StoreUnavailableException.class);
            }
            server.restart();

            SecretWrite after = insert(secret("AFTER"));
            assertThat(store.write(List.of(after))).isEmpty();
            List<Object> found = new ArrayList<>();
            store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, found::add);
            assertThat(found).containsExactly(after.next(), before.next());
        }
    }
}
