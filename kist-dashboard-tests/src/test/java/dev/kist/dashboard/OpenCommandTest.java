// SPDX-License-Identifier: Apache-2.0
package dev.kist.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.dashboard.RawRequest.Answer;
import dev.kist.testing.Command;
import dev.kist.testing.JavaProgram;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.RunningCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kist open} as a person types it, in a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class OpenCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeAStore() {
        assertThat(kist("init").run().exitCode()).isZero();
        assertThat(kist("set", "TOKEN", "s3cret-canary").run().exitCode()).isZero();
    }

    private Command kist(String... words) {
        return JavaProgram.of("dev.kist.cli.Main")
                .command(List.of(words))
                .inherit("PATH")
                .env("HOME", folder.resolve("home").toString())
                .env("LC_ALL", "C.UTF-8")
                .in(folder);
    }

    @Test
    void open_printsALinkThatOpensThePage_andEndsByItsButton() {
        try (RunningCommand open = kist("open", "--no-browser").start()) {
            URI link = URI.create(open.awaitOutLine());
            assertThat(link.getHost()).isEqualTo("127.0.0.1");
            Visitor visitor = Visitor.of(link);
            assertThat(visitor.get("").body()).contains("TOKEN").doesNotContain("s3cret-canary");
            assertThat(visitor.post("value", "name", "TOKEN", "environment", "development")
                            .body())
                    .contains("s3cret-canary");
            visitor.post("end");
            ProcessRun run = open.finish();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEqualTo(link + "\n");
            assertThat(run.err())
                    .contains("it works once", "the page was ended in the browser")
                    .doesNotContain("canary");
        }
    }

    @Test
    void open_handsTheLinkToTheBrowser() throws IOException {
        Path browser = folder.resolve("browser");
        Files.writeString(browser, "#!/bin/sh\necho \"$1\" > link.part && mv link.part link\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        try (RunningCommand open =
                kist("open").env("BROWSER", browser.toString()).start()) {
            String link = open.awaitOutLine();
            Visitor.of(URI.create(link)).post("end");
            assertThat(open.finish().err()).contains("the page opens in your browser");
            assertThat(Files.readString(folder.resolve("link")).strip()).isEqualTo(link);
        }
    }

    @Test
    void open_whereTheBrowserFails_saysSo() {
        try (RunningCommand open = kist("open").env("BROWSER", "false").start()) {
            URI link = URI.create(open.awaitOutLine());
            open.awaitErr("the browser ended with code 1");
            Visitor.of(link).post("end");
            assertThat(open.finish().exitCode()).isZero();
        }
    }

    @Test
    void open_asJson_isOneObject() {
        try (RunningCommand open = kist("open", "--no-browser", "--json").start()) {
            String first = open.awaitOutLine();
            assertThat(first).isEqualTo("{");
            open.signal("TERM");
            assertThat(open.finish().out())
                    .contains("\"link\": \"http://127.0.0.1:")
                    .contains("\"port\": ");
        }
    }

    @Test
    void open_endsBySignal() {
        try (RunningCommand open = kist("open", "--no-browser").start()) {
            URI link = URI.create(open.awaitOutLine());
            // As INT does from a terminal; where the tests run in the background, Java leaves INT alone.
            open.signal("TERM");
            ProcessRun run = open.finish();
            assertThat(run.exitCode()).isEqualTo(143);
            assertThat(run.err()).endsWith("kist: the page has ended\n");
            assertThatThrownBy(() -> Visitor.of(link)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void open_thatEndsWithADraft_saysWhatIsGone() {
        try (RunningCommand open = kist("open", "--no-browser").start()) {
            Visitor visitor = Visitor.of(URI.create(open.awaitOutLine()));
            visitor.post("keep", "name", "TOKEN", "environment", "development", "value", "s3cret-other", "base", "1.0");
            open.signal("TERM");
            ProcessRun run = open.finish();
            assertThat(run.exitCode()).isEqualTo(143);
            assertThat(run.err())
                    .endsWith(
                            """
                    kist: the page has ended
                    kist: warning: 1 change of its draft was not saved, and is gone
                    """)
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void open_forReadingAlone_changesNothing() {
        try (RunningCommand open = kist("open", "--no-browser", "--read-only").start()) {
            Visitor visitor = Visitor.of(URI.create(open.awaitOutLine()));
            Answer refused = visitor.post("keep", "name", "TOKEN", "environment", "development", "value", "x");
            assertThat(refused.status()).isEqualTo(403);
            visitor.post("end");
            assertThat(open.finish().exitCode()).isZero();
        }
        assertThat(kist("get", "TOKEN").run().out()).isEqualTo("s3cret-canary\n");
    }

    @Test
    void open_leftIdle_ends() {
        ProcessRun run = kist("open", "--no-browser", "--idle", "5s").run();
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("nobody used it");
    }

    @Test
    void open_onATakenPort_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProcessRun run = kist("open", "--no-browser", "--port", Integer.toString(taken.getLocalPort()))
                    .run();
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("port " + taken.getLocalPort());
        }
    }

    @Test
    void open_withWrongOptions_saysSo() {
        for (List<String> wrong : List.of(
                List.of("--port", "70000"),
                List.of("--port", "x"),
                List.of("--port", "0"),
                List.of("--idle", "soon"),
                List.of("--idle", "1s"))) {
            ProcessRun run =
                    kist("open", "--no-browser", wrong.get(0), wrong.get(1)).run();
            assertThat(run.exitCode()).as(wrong.toString()).isEqualTo(2);
            assertThat(run.err()).contains("kist: error: ");
        }
    }
}
