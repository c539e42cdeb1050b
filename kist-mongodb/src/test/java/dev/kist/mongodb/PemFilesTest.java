// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.InvalidInputException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.MongoServer;
import dev.kist.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tlsCAFile} and {@code tlsCertificateKeyFile}, as other drivers of MongoDB read them. */
class PemFilesTest {
    /** The keys are worth nothing: they are published here. */
    @ParameterizedTest
    @ValueSource(strings = {"rsa8", "rsa1", "enc", "ec1", "ec8"})
    void clientCertificate_inEveryFormOfItsKey_isShownToTheServer(String form) throws Exception {
        String authority = form.startsWith("ec") ? "ec" : "ca";
        PemFiles server = new PemFiles(file(authority), file("ec8"), null);
        PemFiles client = new PemFiles(file("ec"), file(form), form.equals("enc") ? "test-password" : null);

        try (SSLServerSocket listening = (SSLServerSocket)
                server.context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            CompletableFuture<String> peer = CompletableFuture.supplyAsync(() -> accept(listening));
            try (SSLSocket socket = (SSLSocket) client.context()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                socket.startHandshake();
                socket.getOutputStream().write(1);
                assertThat(peer.get(30, TimeUnit.SECONDS))
                        .isEqualTo(form.startsWith("ec") ? "CN=localhost" : "CN=Kist Test CA");
            }
        }
    }

    private static String accept(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            return socket.getSession().getPeerPrincipal().getName();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            ca  | -     | no private key
            old | -     | encrypted in a form that is not known
            enc | -     | tlsCertificateKeyFilePassword is not set
            enc | wrong | does not decrypt
            costly | test-password | more than 10000000 iterations
            """)
    void clientCertificate_thatCannotBeUsed_isSaidWithTheOption(String form, @Nullable String password, String why)
            throws Exception {
        PemFiles files = new PemFiles(null, file(form), password);

        InvalidInputException failure = Failures.invalid(files::context);

        assertThat(failure).hasMessageContaining("tlsCertificateKeyFile").hasMessageContaining(why);
        assertThat(failure.hint().orElseThrow()).contains("openssl pkcs8 -topk8");
    }

    @Test
    void file_thatIsMissingOrNoPem_isSaidWithTheOption(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path missing = folder.resolve("missing.pem");

        for (Path file : new Path[] {empty, damaged, missing}) {
            assertThat(Failures.invalid(() -> open("mongodb://localhost/?tlsCAFile=" + file)))
                    .hasMessageContaining("\"tlsCAFile\" names " + file);
        }
    }

    @Test
    void files_withTlsTurnedOff_areRefused() throws Exception {
        String uri = "mongodb://localhost/?tls=false&tlsCAFile=" + file("ca");

        assertThat(Failures.invalid(() -> open(uri))).hasMessageContaining("files for TLS and turns TLS off");
    }

    @Test
    void authority_ofTheFile_isTrusted_andTurnsTlsOn(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.createIn(folder);
        try (MongoServer server = MongoServer.builder().tls(certificates).start()) {
            String host = "mongodb://127.0.0.1:" + server.port();
            try (SecretStore store = open(host + "/?tlsCAFile=" + certificates.authority())) {
                assertThat(store.environmentNames()).isEmpty();
            }
            try (SecretStore store = open(host + "?TLSCAFILE=" + file("ca"))) {
                assertThat(Failures.unavailable(store::environmentNames)).hasMessageContaining("TLS connection failed");
            }
        }
    }

    private static SecretStore open(String uri) {
        return SecretStoreProvider.openStore(new StoreLocation.MongoDb(uri, null, "secrets"), Duration.ofSeconds(20));
    }

    private static String file(String name) throws URISyntaxException {
        URL url = PemFilesTest.class.getResource("pem/" + name + ".pem");
        if (url == null) {
            throw new IllegalStateException("no " + name);
        }
        return Path.of(url.toURI()).toString();
    }
}
