// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Kist;
import dev.kist.dashboard.RawRequest.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request has to be: every point by a raw request, since a browser would not send the wrong ones. */
@TestInstance(Lifecycle.PER_CLASS)
class GateTest {
    private static final String CANARY = "canary-5f1c";

    private Kist kist;
    private Dashboard dashboard;
    private Visitor visitor;

    @BeforeAll
    void start(@TempDir Path folder) {
        kist = SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
        kist.environment("development").create();
        SampleStore.put(kist.environment("development"), "A", CANARY);
        dashboard = Dashboard.start(kist, DashboardOptions.defaults());
        visitor = Visitor.of(dashboard);
    }

    @AfterAll
    void end() {
        dashboard.close();
        kist.close();
    }

    private Answer value(RawRequest request) {
        return request.with("HX-Request", "true")
                .body("name=A&environment=development")
                .send(dashboard.port());
    }

    @Test
    void value_asIsAskedFor_isGiven() {
        Answer answer = value(visitor.request("POST", "value"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example", "evil.example:PORT", "127.0.0.1", "localhost", "127.0.0.1:1",
                        "127.0.0.1:PORT.evil.example",
                "localhost.evil.example:PORT", "127.0.0.2:PORT", "[::1]:PORT", "0.0.0.0:PORT",
                        "127.0.0.1:PORT@evil.example", ""
            })
    void host_ofAnotherName_isRefused(String host) {
        String other = host.replace("PORT", Integer.toString(dashboard.port()));
        Answer page = visitor.request("GET", "").with("Host", other).send(dashboard.port());
        assertThat(page.status()).isBetween(400, 403);
        Answer answer =
                value(visitor.request("POST", "value").with("Host", other).with("Origin", "http://" + other));
        assertThat(answer.status()).isBetween(400, 403);
        assertThat(answer.body()).doesNotContain(CANARY);
    }

    @Test
    void host_saidTwice_isRefused() {
        Answer answer = visitor.request("GET", "").also("Host", "evil.example").send(dashboard.port());
        assertThat(answer.status()).isBetween(400, 403);
    }

    @Test
    void host_localhost_isAnswered() {
        String host = "LocalHost:" + dashboard.port();
        assertThat(visitor.request("GET", "")
                        .with("Host", host)
                        .send(dashboard.port())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "http://evil.example",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://localhost:PORT",
                "http://127.0.0.1:PORT/",
                "http://127.0.0.1:PORT.evil.example"
            })
    void post_fromAnotherOrigin_isRefused(String origin) {
        String other = origin.replace("PORT", Integer.toString(dashboard.port()));
        Answer answer = value(visitor.request("POST", "value").with("Origin", other));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @CsvSource({"cross-site,cors", "same-site,cors", "cross-site,navigate", "same-site,navigate", "cross-site,no-cors"})
    void request_ofAnotherPage_isRefused(String site, String mode) {
        Answer answer = visitor.request("GET", "")
                .with("Sec-Fetch-Site", site)
                .with("Sec-Fetch-Mode", mode)
                .send(dashboard.port());
        assertThat(answer.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iframe", "frame", "object", "embed"})
    void frame_isRefused(String destination) {
        Answer answer =
                visitor.request("GET", "").with("Sec-Fetch-Dest", destination).send(dashboard.port());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
    }

    @Test
    void session_missingOrForged_isRefused() {
        for (String cookie : List.of("", "kist=", "kist=AAAAAAAAAAAAAAAAAAAAAA", "other=" + visitor.cookie())) {
            Answer answer = value(visitor.request("POST", "value").with("Cookie", cookie));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain(CANARY);
        }
    }

    @Test
    void session_ofAnotherRun_isRefused() {
        try (Dashboard other = Dashboard.start(kist, DashboardOptions.defaults())) {
            Answer answer = value(Visitor.of(other).request("POST", "value").with("Cookie", visitor.cookie()));
            assertThat(answer.status()).isIn(0, 403);
        }
    }

    @Test
    void cookie_isForThisPathAndThisSiteAlone() {
        int port = dashboard.port();
        Answer answer = RawRequest.of("GET", Visitor.target(dashboard))
                .with("Host", "127.0.0.1:" + port)
                .send(port);
        assertThat(answer.header("Set-Cookie").orElseThrow())
                .contains("; HttpOnly")
                .contains("; SameSite=Strict")
                .contains("; Path=" + visitor.path());
        assertThat(visitor.path()).matches("/[A-Za-z0-9_-]{22}/");
    }

    @Test
    void code_worksOnce() {
        int port = dashboard.port();
        RawRequest request = RawRequest.of("GET", Visitor.target(dashboard)).with("Host", "127.0.0.1:" + port);
        assertThat(request.send(port).status()).isEqualTo(200);
        Answer again = request.send(port);
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.header("Set-Cookie")).isEmpty();
        assertThat(again.body()).contains("works once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/open", "/open?code=", "/open?code=AAAAAAAAAAAAAAAAAAAAAA", "/open?code=%00", "/open?code=%zz"})
    void code_missingOrWrong_isRefused(String target) {
        int port = dashboard.port();
        Answer answer =
                RawRequest.of("GET", target).with("Host", "127.0.0.1:" + port).send(port);
        assertThat(answer.status()).isBetween(400, 403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void code_fetchedAheadByTheBrowser_isNotSpent() {
        int port = dashboard.port();
        String target = Visitor.target(dashboard);
        RawRequest request = RawRequest.of("GET", target).with("Host", "127.0.0.1:" + port);
        Answer ahead = request.with("Sec-Purpose", "prefetch;prerender").send(port);
        assertThat(ahead.status()).isEqualTo(503);
        assertThat(ahead.header("Set-Cookie")).isEmpty();
        assertThat(RawRequest.of("GET", target)
                        .with("Host", "127.0.0.1:" + port)
                        .send(port)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void code_thatIsSent_isNotSpent() {
        int port = dashboard.port();
        String target = Visitor.target(dashboard);
        Answer sent = RawRequest.of("POST", target)
                .with("Host", "127.0.0.1:" + port)
                .with("Origin", "http://127.0.0.1:" + port)
                .send(port);
        assertThat(sent.status()).isEqualTo(405);
        assertThat(sent.header("Set-Cookie")).isEmpty();
        assertThat(RawRequest.of("GET", target)
                        .with("Host", "127.0.0.1:" + port)
                        .send(port)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void code_fromALinkElsewhere_opens() {
        int port = dashboard.port();
        Answer answer = RawRequest.of("GET", Visitor.target(dashboard))
                .with("Host", "127.0.0.1:" + port)
                .with("Sec-Fetch-Site", "cross-site")
                .with("Sec-Fetch-Mode", "navigate")
                .send(port);
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../dev/kist/Kist.class",
                "/assets/..%2f..%2fMETA-INF/MANIFEST.MF",
                "/assets/%2e%2e/kist.css",
                "/assets//etc/passwd",
                "/assets/kist.css/",
                "/assets/",
                "/assets/kist.css%00.js",
                "/../../etc/passwd",
                "/assets/..\\..\\pom.xml"
            })
    void asset_elsewhere_doesNotExist(String path) {
        Answer answer = RawRequest.of("GET", path)
                .with("Host", "127.0.0.1:" + dashboard.port())
                .send(dashboard.port());
        assertThat(answer.status()).isIn(400, 403, 404);
        assertThat(answer.body()).doesNotContain("root:").doesNotContain("Manifest-Version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "CONNECT", "get"})
    void method_other_isRefused(String method) {
        Answer answer = visitor.request(method, "").send(dashboard.port());
        assertThat(answer.status()).isBetween(400, 405);
    }

    @Test
    void value_byGet_isNotGiven() {
        Answer answer = visitor.get("value?name=A&environment=development");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(answer.body()).doesNotContain(CANARY);
    }

    @Test
    void proxyRequest_isRefused() {
        Answer answer = RawRequest.of("GET", "http://evil.example/")
                .with("Host", "127.0.0.1:" + dashboard.port())
                .with("Cookie", visitor.cookie())
                .send(dashboard.port());
        assertThat(answer.status()).isBetween(400, 403);
    }

    @Test
    void body_overTheLimit_isRefusedBeforeItIsRead() {
        RawRequest request = visitor.request("POST", "import-plan").with("Content-Length", "9999999999");
        assertThat(request.send(dashboard.port()).status()).isEqualTo(413);
        Answer sent = visitor.request("POST", "import-plan")
                .body("text=" + "a".repeat(5 * 1024 * 1024))
                .send(dashboard.port());
        assertThat(sent.status()).isIn(0, 413);
    }

    @Test
    void body_thatSaysItsLengthTwice_isRefused() {
        Answer answer = visitor.request("POST", "value")
                .with("Transfer-Encoding", "chunked")
                .body("0\r\n\r\n")
                .send(dashboard.port());
        assertThat(answer.status()).isBetween(400, 403);
    }

    @Test
    void body_withTooManyParts_isRefused() {
        Answer answer =
                visitor.request("POST", "import-plan").body("a&".repeat(30_000)).send(dashboard.port());
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void port_isNotReachedFromAnotherAddress() throws SocketException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            assertThat(connects(address)).as(address.toString()).isFalse();
        }
    }

    private boolean connects(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, dashboard.port()), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
