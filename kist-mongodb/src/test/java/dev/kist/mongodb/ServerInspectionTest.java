// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Finding.Status;
import dev.kist.spi.InspectableStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreFinding;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.ServerKind;
import dev.kist.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerInspectionTest {
    private static final String KINDS = "dev.kist.testing.ServerKind#available";

    @ParameterizedTest
    @MethodSource(KINDS)
    void connectionInClear_toAnotherMachine_isPointedOut(ServerKind kind) {
        TestServer server = kind.shared();

        // 127.1 is 127.0.0.1, too, but is not known for this machine.
        assertThat(found(server, server.uri().replace("127.0.0.1", "127.1")))
                .filteredOn(finding ->
                        finding.status() != Status.GOOD && finding.what().equals("connection"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.text()).contains("there is no TLS to 127.1");
                    assertThat(finding.advice()).contains("tls=true");
                });
        assertThat(found(server, server.uri()))
                .noneMatch(finding -> finding.text().contains("TLS"));
    }

    private static List<StoreFinding> found(TestServer server, String uri) {
        StoreLocation location =
                new StoreLocation.MongoDb(uri, server.freshDatabase(), StoreLocation.DEFAULT_COLLECTION);
        try (SecretStore store = SecretStoreProvider.openStore(location, Duration.ofSeconds(20))) {
            return ((InspectableStore) store).inspect();
        }
    }
}
