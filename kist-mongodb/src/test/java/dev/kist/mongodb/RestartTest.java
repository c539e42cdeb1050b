// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
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
