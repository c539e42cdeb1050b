// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ServerKind;
import dev.kist.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerFeaturesTest {
    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void hasTransactions_isAsTheServerIs(ServerKind kind) {
        TestServer server = kind.shared();

        try (SecretStore store = open(server)) {
            assertThat(store.hasTransactions()).isEqualTo(server.isTransactional());
        }
    }

    @Test
    void hasTransactions_onAStandaloneServer_isFalse() {
        try (MongoServer server = MongoServer.builder().standalone().start();
                SecretStore store = open(server)) {
            assertThat(store.hasTransactions()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void now_isTheServersTime(ServerKind kind) {
        try (SecretStore store = open(kind.shared())) {
            // The servers of the tests have this machine's clock.
            assertThat(Duration.between(store.now(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static SecretStore open(TestServer server) {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), "kist", "secrets"), Duration.ofSeconds(20));
    }
}
