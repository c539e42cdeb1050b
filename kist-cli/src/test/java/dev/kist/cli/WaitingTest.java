// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.ProcessRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes connections and never answers: what is waited for is said, on a line of its own. */
class WaitingTest {
    @TempDir
    Path folder;

    @Test
    void aServerThatDoesNotAnswer_isNamed_onceAndOnStandardError() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KistProcess kist = KistProcess.in(folder)
                    .with("KIST_MONGODB_URI", "mongodb://u:geheim@127.0.0.1:" + silent.getLocalPort() + "/shop")
                    .with("KIST_TIMEOUT", "4s");
            String waited = "kist: waiting for MongoDB 127.0.0.1:" + silent.getLocalPort() + " shop.secrets";
            for (String[] command : new String[][] {{"get", "A"}, {"run", "--", "true"}, {"set", "A", "value"}}) {
                ProcessRun run = kist.run(command);
                assertThat(run.out()).isEmpty();
                assertThat(run.err().lines()).as(run.err()).containsOnlyOnce(waited);
                assertThat(run.err()).doesNotContain("geheim", "Exception");
                assertThat(run.exitCode()).isEqualTo(command[0].equals("run") ? 125 : 5);
            }
            assertThat(kist.run("get", "A", "-q").err()).doesNotContain("waiting");
        }
    }

    @Test
    void aConnectionThatIsRefused_isSaidAtOnce_withoutWaiting() {
        KistProcess kist = KistProcess.in(folder).with("KIST_MONGODB_URI", "mongodb://127.0.0.1:1/shop");
        for (List<String> command : List.of(List.of("get", "A"), List.of("run", "--", "true"))) {
            ProcessRun run = kist.run(command.toArray(String[]::new));
            assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("waiting");
        }
    }
}
