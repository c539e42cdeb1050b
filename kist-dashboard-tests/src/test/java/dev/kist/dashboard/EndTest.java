// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.spi.PageProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the page ends, and that who connects and says nothing does not keep others out. */
class EndTest {
    @TempDir
    Path folder;

    private Kist open() {
        return SampleStore.local(folder).open("alice", Kist.newKey().exposeSecretKey());
    }

    @Test
    void button_endsThePageForAllWhoWatch() throws InterruptedException, IOException {
        try (Kist kist = open();
                Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
            Visitor visitor = Visitor.of(dashboard);
            try (Socket watching = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
                watching.setSoTimeout(20_000);
                watching.getOutputStream()
                        .write(visitor.request("GET", "events").head().getBytes(StandardCharsets.UTF_8));
                InputStream events = watching.getInputStream();
                assertThat(new String(events.readNBytes(12), StandardCharsets.UTF_8))
                        .isEqualTo("HTTP/1.1 200");
                assertThat(visitor.get("end").status()).isEqualTo(405);
                assertThat(visitor.post("end").status()).isEqualTo(204);
                assertThat(dashboard.await(Duration.ofSeconds(20))).hasValue(PageProvider.End.BUTTON);
                assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("event: end\ndata: BUTTON");
            }
            assertThatThrownBy(() -> visitor.get("")).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void idle_endsThePage_unlessSomebodyUsesIt() throws InterruptedException {
        DashboardOptions options = DashboardOptions.defaults().idle(Duration.ofSeconds(5));
        try (Kist kist = open();
                Dashboard dashboard = Dashboard.start(kist, options)) {
            Visitor visitor = Visitor.of(dashboard);
            for (int i = 0; i < 4; i++) {
                assertThat(dashboard.await(Duration.ofSeconds(2))).isEmpty();
                assertThat(visitor.get("stay").status()).isEqualTo(204);
            }
            long quiet = System.nanoTime();
            while (dashboard.await(Duration.ofMillis(500)).isEmpty()
                    && System.nanoTime() - quiet < Duration.ofSeconds(30).toNanos()) {
                // What the page asks by itself does not count.
                sendByItself(visitor);
            }
            assertThat(dashboard.await(Duration.ZERO)).hasValue(PageProvider.End.IDLE);
        }
    }

    private static void sendByItself(Visitor visitor) {
        try {
            visitor.request("GET", "rows?from=0").with("Kist-Background", "1").send(visitor.port());
        } catch (UncheckedIOException e) {
            // It has just ended.
        }
    }

    @Test
    @Timeout(60)
    void close_freesThePort_andEndsItsThreads() {
        try (Kist kist = open()) {
            Dashboard first = Dashboard.start(kist, DashboardOptions.defaults());
            int port = first.port();
            assertThatThrownBy(() ->
                            Dashboard.start(kist, DashboardOptions.defaults().port(port)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(Integer.toString(port));
            first.close();
            try (Dashboard second =
                    Dashboard.start(kist, DashboardOptions.defaults().port(port))) {
                assertThat(second.port()).isEqualTo(port);
            }
            while (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().startsWith("kist-dashboard-sheets"))) {
                // They end by themselves; a test that waits here for good is one that has found a fault.
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void pagesThatWereLeft_doNotCountAsOpen() throws IOException {
        try (Kist kist = open();
                Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
            Visitor visitor = Visitor.of(dashboard);
            for (int round = 0; round < 3; round++) {
                List<Socket> open = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    Socket socket = listen(visitor);
                    assertThat(status(socket)).isEqualTo("HTTP/1.1 200");
                    open.add(socket);
                }
                try (Socket more = listen(visitor)) {
                    assertThat(status(more)).isEqualTo("HTTP/1.1 429");
                }
                for (Socket socket : open) {
                    socket.close();
                }
            }
        }
    }

    private static Socket listen(Visitor visitor) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), visitor.port());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(visitor.request("GET", "events").head().getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
    }

    @Test
    void slowClients_areEndedAndKeepNobodyOut() throws IOException {
        try (Kist kist = open();
                Dashboard dashboard = Dashboard.start(kist, DashboardOptions.defaults())) {
            Visitor visitor = Visitor.of(dashboard);
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 150; i++) {
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.port());
                    socket.setSoTimeout(60_000);
                    String begun = i % 2 == 0
                            ? "GET / HTTP/1.1\r\nHost: 127.0.0.1"
                            : visitor.request("POST", "value")
                                            .with("Content-Length", "100")
                                            .head() + "name=";
                    socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
                    slow.add(socket);
                }
                assertThat(visitor.get("help").status()).isEqualTo(200);
                // It did not have to wait for their end.
                assertThat(slow).anyMatch(EndTest::isHeld);
                for (Socket socket : slow) {
                    assertThat(isEnded(socket)).isTrue();
                }
                assertThat(visitor.get("help").status()).isEqualTo(200);
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        }
    }

    /** Whether the server neither answers nor ends the connection at the moment. */
    private static boolean isHeld(Socket socket) {
        try {
            socket.setSoTimeout(1);
            try {
                return socket.getInputStream().read() > Byte.MAX_VALUE;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(60_000);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads to the end of the connection, or to a reset. */
    private static boolean isEnded(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
