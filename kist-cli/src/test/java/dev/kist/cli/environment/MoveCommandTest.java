// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.MongoServer;
import dev.kist.testing.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code move} from the local store to MongoDB. */
class MoveCommandTest {
    @TempDir
    Path folder;

    private KistRun kist;
    private String uri = "";

    @BeforeEach
    void fill() {
        MongoServer server = MongoServer.shared();
        uri = server.uri(server.freshDatabase());
        kist = KistRun.in(folder);
        kist.done("init");
        kist.done("set", "A", "1");
        kist.done("set", "A", "2");
        kist.done("set", "B", "x", "-e", "staging");
    }

    @Test
    void move_takesEverything_andLeavesOneStore() throws Exception {
        String fingerprint = kist.done("fingerprint").out();
        assertThat(kist.failed(2, "move", "--to", uri).err()).contains("--yes");
        assertThat(kist.done("move", "--to", uri, "--dry-run").err())
                .contains("development, staging", "nothing was moved");
        assertThat(folder.resolve(".kist/local.db")).exists();

        Result moved = kist.done("move", "--to", uri, "--yes");

        assertThat(moved.err()).contains("moved ", "the connection string is in", "delete it once");
        assertThat(folder.resolve(".kist/local.db")).doesNotExist();
        assertThat(Files.readString(folder.resolve(".kist/config"))).contains(uri);
        assertThat(kist.done("environment", "list").err()).doesNotContain("local");
        assertThat(kist.done("get", "A").out()).isEqualTo("2\n");
        assertThat(kist.done("get", "A", "--version", "1").out()).isEqualTo("1\n");
        assertThat(kist.done("fingerprint").out()).isEqualTo(fingerprint);
        kist.done("set", "B", "y", "-e", "staging");
        assertThat(Files.readString(folder.resolve(".kist/known_environments"))).contains(fingerprint.strip());
    }

    /** Whoever has the former connection string goes on writing there. */
    @Test
    void move_fromMongoDb_saysThatTheFormerStoreGoesOn() {
        assertThat(kist.done("move", "--to", uri, "--yes").err()).doesNotContain("still takes writes");
        MongoServer server = MongoServer.shared();
        String next = server.uri(server.freshDatabase());

        Result moved = kist.done("move", "--to", next, "--yes");

        assertThat(moved.err())
                .contains("still has all of it and still takes writes")
                .contains("give every member, server and CI job the new connection string")
                .contains("take away the right to write");
        assertThat(kist.done("get", "A").out()).isEqualTo("2\n");
        kist.with("KIST_MONGODB_URI", uri).done("set", "A", "of the former");
        assertThat(kist.done("get", "A").out()).isEqualTo("2\n");
    }

    @Test
    void move_onATerminal_asks() {
        KistProcess process = KistProcess.in(folder);
        try (Terminal terminal = Terminal.start(process.words("move", "--to", uri), process.variables(), folder)) {
            terminal.await("Go on? [y/N] ");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(2);
        }
        assertThat(folder.resolve(".kist/local.db")).exists();
    }

    @Test
    void move_toWhatIsNoConnectionString_orToAStoreWithOtherEnvironments_changesNothing() {
        assertThat(kist.failed(2, "move", "--to", "nonsense", "--yes").err()).doesNotContain("moved");
        KistRun other = KistRun.in(folder).in("other").with("KIST_MONGODB_URI", uri);
        assertThat(folder.resolve("other").toFile().mkdir()).isTrue();
        other.done("init", "-e", "theirs");
        kist.failed(2, "move", "--to", uri, "--yes");
        assertThat(kist.done("get", "A").out()).isEqualTo("2\n");
    }
}
