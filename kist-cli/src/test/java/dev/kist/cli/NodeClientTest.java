// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.NodeReader;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.ServerKind;
import dev.kist.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader for Node: its own tests on a server, and stores that Kist has just written. */
class NodeClientTest {
    private static final String LOAD =
            """
            import { pathToFileURL } from 'node:url'
            const kist = await import(pathToFileURL(process.argv[2]))
            try {
              const names = await kist.loadSecretsFromDb()
              console.log(JSON.stringify(names.sort().map((name) => [name, process.env[name]])))
            } catch (e) {
              console.error(e.message)
              process.exitCode = e.exitCode ?? 1
            }
            """;

    @TempDir
    Path folder;

    @Test
    void itsOwnTests_pass_onAServer() {
        ProcessRun run = Command.of("npm", "test")
                .in(NodeReader.folder())
                .env("KIST_TEST_MONGODB_URI", MongoServer.shared().uri())
                .inherit("PATH", "HOME")
                .timeout(Duration.ofMinutes(5))
                .run();
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).containsPattern("pass [1-9][0-9]").containsPattern("skipped 0");
    }

    private ProcessRun load(KistProcess kist) throws Exception {
        Path program = Files.writeString(folder.resolve("load.mjs"), LOAD);
        return Command.of(
                        "node",
                        program.toString(),
                        NodeReader.folder().resolve("src/index.js").toString())
                .env(kist.variables())
                .in(folder)
                .run();
    }

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void whatKistWrote_isRead_andAfterARotation_butByNoStranger(ServerKind kind) throws Exception {
        NodeReader.folder();
        TestServer server = kind.shared();
        KistProcess kist = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(server.freshDatabase()));
        kist.done("init");
        kist.done("set", "TEXT", "ä€😀\nsecond line");
        kist.done("set", "URL", "http://${TEXT}/$${", "--template");
        kist.done("set", "GONE", "x");
        kist.done("delete", "GONE");
        Files.write(folder.resolve("store.p12"), new byte[] {0, (byte) 0xFF, 1});
        kist.done("set", "STORE", "--file", "store.p12", "--binary");
        String all = "[[\"TEXT\",\"ä€😀\\nsecond line\"],[\"URL\",\"http://ä€😀\\nsecond line/${\"]]\n";

        ProcessRun first = load(kist);
        assertThat(first.out()).as(first.err()).isEqualTo(all);
        assertThat(first.err()).contains("STORE").doesNotContain("second");

        kist.done("rotate");
        assertThat(load(kist).out()).isEqualTo(all);

        KistProcess stranger = kist.with("HOME", folder.resolve("stranger").toString());
        stranger.done("init");
        assertThat(load(stranger)).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out()).isEmpty();
        });
    }
}
