// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.environment;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.FaultProxy;
import dev.kist.testing.MongoServer;
import dev.kist.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that cannot be reached: said so within the timeout, with the hosts and without the password. */
class UnreachableTest {
    private static final Duration TIMEOUT = Duration.ofMillis(1100);

    /** For what takes a busy machine some time to find out. */
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final String CREDENTIALS = Failures.USER + ":" + Failures.PASSWORD + "@";

    @Test
    void portWhereNothingListens_isSaidWithinTheTimeout() throws IOException {
        int port = freePort();
        try (SecretStore store = open("mongodb://" + CREDENTIALS + "127.0.0.1:" + port + "/")) {
            for (StoreUnavailableException failure : everyOperation(store)) {
                assertThat(failure)
                        .hasMessage(
                                "MongoDB at 127.0.0.1:" + port + " cannot be used: nothing answers at that address");
            }
        }
    }

    @Test
    void connectingAhead_failsNowhereButInTheFirstOperation() throws IOException {
        int port = freePort();
        for (String uri : List.of("mongodb://127.0.0.1:" + port + "/", "mongodb+srv://nowhere.invalid/")) {
            try (SecretStore store = open(uri, LONG_TIMEOUT)) {
                store.connectAhead();
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY))
                            .isInstanceOf(StoreUnavailableException.class);
                }
            }
        }
    }

    @Test
    void portWhereNothingListens_isSaidAtOnce_howeverLongTheWaitMayBe() throws IOException {
        String hosts = "127.0.0.1:" + freePort() + ",localhost:" + freePort();
        for (String uri : List.of("mongodb://" + hosts + "/", "mongodb://" + hosts + "/?replicaSet=rs")) {
            try (SecretStore store = open(uri, Duration.ofMinutes(5))) {
                for (int i = 0; i < 2; i++) {
                    long start = System.nanoTime();
                    assertThat(unavailable(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)))
                            .hasMessageContaining("nothing answers at that address");
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
                }
            }
        }
    }

    @Test
    void replicaSetWhereNothingListens_namesAllHosts() throws IOException {
        String hosts = "127.0.0.1:" + freePort() + ",localhost:" + freePort();
        try (SecretStore store = open("mongodb://" + CREDENTIALS + hosts + "/?replicaSet=rs")) {
            assertThat(unavailable(store::now)).hasMessageContaining(hosts);
        }
    }

    @Test
    void serverThatAcceptsAndNeverAnswers_isSaidWithinTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SecretStore store = open("mongodb://" + CREDENTIALS + "127.0.0.1:" + silent.getLocalPort() + "/")) {
            for (StoreUnavailableException failure : everyOperation(store)) {
                assertThat(failure)
                        .hasMessage("MongoDB at 127.0.0.1:" + silent.getLocalPort()
                                + " cannot be used: no answer within 1100 ms");
                assertThat(failure.hint().orElseThrow()).contains("KIST_TIMEOUT");
            }
        }
    }

    @Test
    void serverThatStopsAnswering_isSaidWithinTheTimeout() {
        try (FaultProxy proxy = FaultProxy.before(MongoServer.shared());
                SecretStore store = open(proxy.uri(MongoServer.shared().freshDatabase()))) {
            assertThat(store.environmentNames()).isEmpty();
            proxy.delayAnswers(Duration.ofDays(1));

            assertThat(unavailable(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)))
                    .hasMessageContaining("no answer within 1100 ms");
            assertThat(unavailable(() -> store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, found -> {})))
                    .hasMessageContaining("no answer within 1100 ms");
            proxy.passThrough();
        }
    }

    @Test
    void timeout_thatIsGiven_winsOverTheUris() throws IOException {
        String uri = "mongodb://127.0.0.1:" + freePort()
                + "/?timeoutMS=600000&serverSelectionTimeoutMS=600000&connectTimeoutMS=600000&socketTimeoutMS=600000";
        try (SecretStore store = open(uri)) {
            unavailable(store::now);
        }
    }

    @Test
    void unknownHost_isSaid() {
        try (SecretStore store = open("mongodb://" + CREDENTIALS + "nosuch.invalid/", LONG_TIMEOUT)) {
            StoreUnavailableException failure = unavailable(store::now);

            assertThat(failure).hasMessage("MongoDB at nosuch.invalid cannot be used: a host name is unknown");
            assertThat(failure.hint()).isPresent();
        }
    }

    @Test
    void tls_withAnAuthorityThatIsTrusted_works_andElseSaysWhy(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.createIn(folder);
        SSLContext before = SSLContext.getDefault();
        try (MongoServer server = MongoServer.builder().tls(certificates).start()) {
            String uri = "mongodb://127.0.0.1:" + server.port() + "/?tls=true";
            try (SecretStore store = open(uri, LONG_TIMEOUT)) {
                StoreUnavailableException failure = unavailable(store::environmentNames);
                assertThat(failure).hasMessageContaining("the TLS connection failed (PKIX path building failed");
                assertThat(failure.hint().orElseThrow()).contains("tlsCAFile");
            }
            try (SecretStore store = open("mongodb://127.0.0.1:" + server.port(), LONG_TIMEOUT)) {
                StoreUnavailableException failure = unavailable(store::environmentNames);
                assertThat(failure).hasMessageContaining("the server closes the connection");
                assertThat(failure.hint().orElseThrow()).contains("tls=true");
            }
            SSLContext.setDefault(certificates.clientContext());
            try (SecretStore store = open(uri, Duration.ofSeconds(20))) {
                store.prepareForWriting();
                assertThat(store.insertEnvironment(environment("development"))).isTrue();
            }
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void closedStore_isNotUsed() {
        SecretStore store = open(MongoServer.shared().uri());
        store.close();
        store.close();

        assertThatThrownBy(store::now).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void closing_isQuick() throws IOException {
        SecretStore reachable = open(MongoServer.shared().uri());
        assertThat(reachable.environmentNames()).isNotNull();
        SecretStore unreachable = open("mongodb://127.0.0.1:" + freePort());
        unavailable(unreachable::now);

        long start = System.nanoTime();
        reachable.close();
        unreachable.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GRACE);
    }

    private static List<StoreUnavailableException> everyOperation(SecretStore store) {
        return List.of(
                unavailable(store::now),
                unavailable(store::hasTransactions),
                unavailable(store::prepareForWriting),
                unavailable(store::environmentNames),
                unavailable(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)),
                unavailable(() -> store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PREFER_PRIMARY, one -> {})),
                unavailable(() -> store.insertEnvironment(environment("development"))),
                unavailable(() -> store.write(List.of(insert(secret("A"))))));
    }

    private static StoreUnavailableException unavailable(ThrowingCallable call) {
        long start = System.nanoTime();
        StoreUnavailableException failure = Failures.unavailable(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plus(GRACE));
        assertThat(failure).isNotInstanceOf(LostAnswerException.class);
        return failure;
    }

    private static SecretStore open(String uri) {
        return open(uri, TIMEOUT);
    }

    private static SecretStore open(String uri, Duration timeout) {
        return SecretStoreProvider.openStore(new StoreLocation.MongoDb(uri, null, "secrets"), timeout);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
