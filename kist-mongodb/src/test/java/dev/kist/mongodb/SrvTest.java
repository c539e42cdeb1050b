// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredSamples;
import dev.kist.testing.MongoServer;
import dev.kist.testing.TestUser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Connection strings of the form {@code mongodb+srv://}, whose hosts and options are in DNS. */
class SrvTest {
    @Test
    void hostsAndOptions_comeFromDns() {
        try (MongoServer server = MongoServer.builder().withUsers("app").start()) {
            TestDns.cluster("cluster.kist.example", "node.kist.example", server.port(), "authSource=admin");
            String uri = "mongodb+srv://" + TestUser.WRITER.userName() + ":" + TestUser.WRITER.password()
                    + "@cluster.kist.example/app?tls=false";
            try (SecretStore store = open(uri, Duration.ofSeconds(20))) {
                assertThat(store.description().toString()).isEqualTo("MongoDB cluster.kist.example app.secrets");
                store.prepareForWriting();
                assertThat(store.insertEnvironment(StoredSamples.environment("development")))
                        .isTrue();
            }
        }
    }

    @Test
    void dnsThatNeverAnswers_isSaidWithinTheTimeout() {
        try (SecretStore store =
                open("mongodb+srv://canaryuser:canarypassword@" + TestDns.SILENT, Duration.ofMillis(500))) {
            long start = System.nanoTime();
            StoreUnavailableException failure = Failures.unavailable(store::now);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(failure).hasMessage("MongoDB at " + TestDns.SILENT + " cannot be found: DNS has no answer");
        }
    }

    @Test
    void nameThatDnsDoesNotKnow_isSaid() {
        try (SecretStore store =
                open("mongodb+srv://canaryuser:canarypassword@other.nosuch.example/app", Duration.ofSeconds(20))) {
            StoreUnavailableException failure = Failures.unavailable(store::now);

            assertThat(failure).hasMessage("MongoDB at other.nosuch.example cannot be found: DNS has no answer");
            assertThat(failure.hint().orElseThrow()).contains("SRV and TXT records");
        }
    }

    private static SecretStore open(String uri, Duration timeout) {
        return SecretStoreProvider.openStore(new StoreLocation.MongoDb(uri, null, "secrets"), timeout);
    }
}
