package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.junit.KistExtension;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole application, with a Kist in memory: no MongoDB, no key file. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always"
        })
class ShopTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("GREETING", "first marked-greeting")
            .and("DATABASE_PASSWORD", "marked-password")
            .and("WEB_KEYSTORE", keyStore("first.example.com"))
            .and("WEB_KEYSTORE_PASSWORD", "marked-changeit")
            .forFrameworks();

    @Autowired
    Environment environment;

    @Autowired
    JdbcTemplate database;

    @Test
    void greeting_followsTheSecret() throws Exception {
        assertThat(get("/")).isEqualTo("first marked-greeting\n");

        KIST.set("GREETING", "second");

        await(() -> get("/").equals("second\n"));
    }

    @Test
    void password_isRotated_withoutARestart() throws Exception {
        assertThat(get("/database")).isEqualTo("SHOP\n");

        database.execute("ALTER USER SHOP SET PASSWORD 'marked-rotated'");
        KIST.set("DATABASE_PASSWORD", "marked-rotated");

        await(() -> get("/database").equals("SHOP\n") && newConnectionsWork());
        // The next test finds the given secret again.
        database.execute("ALTER USER SHOP SET PASSWORD 'marked-password'");
    }

    private boolean newConnectionsWork() throws Exception {
        var pool = database.getDataSource().unwrap(com.zaxxer.hikari.HikariDataSource.class);
        return pool.getPassword().equals("marked-rotated") && pool.getHikariPoolMXBean().getTotalConnections() > 0;
    }

    @Test
    void certificate_isRenewed_withoutARestart() throws Exception {
        await(() -> subject().equals("CN=first.example.com"));

        KIST.environment()
                .set(
                        SecretName.parse("WEB_KEYSTORE"),
                        SecretValue.ofBytes(keyStore("second.example.com")),
                        SetOptions.none());

        await(() -> subject().equals("CN=second.example.com"));
    }

    @Test
    void actuator_showsNoSecret() throws Exception {
        String health = get("/actuator/health");
        assertThat(health).contains("\"kist\"", "\"lastSeen\"", "\"keys\"").doesNotContain("marked-");
        for (String path : new String[] {"/actuator/env", "/actuator/configprops", "/actuator/env/greeting"}) {
            assertThat(get(path)).as(path).contains("******").doesNotContain("marked-", KIST.settings().get("KIST_KEY"));
        }
    }

    @Test
    void store_thatIsAway_isSaidByHealth_andTheApplicationGoesOn() throws Exception {
        KIST.cutStore();

        await(() -> get("/actuator/health").contains("\"STALE\""));
        assertThat(get("/")).startsWith("first");

        KIST.restoreStore();
        await(() -> !get("/actuator/health").contains("\"STALE\""));
    }

    private String get(String path) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(trustingAll()).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + environment.getProperty("local.server.port") + path))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private String subject() throws Exception {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (var socket = (javax.net.ssl.SSLSocket) trustingAll().getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static byte[] keyStore(String host) {
        try {
            Path file = Files.createTempDirectory("shop").resolve("web.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-genkeypair", "-alias", "web", "-keyalg", "EC", "-dname", "CN=" + host, "-validity", "2",
                            "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "marked-changeit")
                    .inheritIO()
                    .start();
            assertThat(keytool.waitFor()).isZero();
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trustingAll() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
