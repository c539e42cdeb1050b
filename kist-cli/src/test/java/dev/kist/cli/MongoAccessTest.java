// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.TestUser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MongoDB as it is run: users with few rights, a standalone, a server that is not there. */
class MongoAccessTest {
    @TempDir
    Path folder;

    @Test
    void roleReadWrite_writes_andRoleRead_readsAlone() {
        try (MongoServer server = MongoServer.builder().withUsers("shop").start()) {
            KistProcess writer = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(TestUser.WRITER, "shop"));
            assertThat(writer.run("init"))
                    .satisfies(run -> assertThat(run.exitCode()).as(run.err()).isZero());
            assertThat(writer.run("set", "A", "1").exitCode()).isZero();
            KistProcess reader = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(TestUser.READER, "shop"));
            assertThat(reader.run("get", "A").out()).isEqualTo("1\n");
            assertThat(reader.run("list").exitCode()).isZero();
            assertThat(reader.run("run", "--", "sh", "-c", "echo $A").out()).isEqualTo("1\n");
            ProcessRun refused = reader.run("set", "A", "2");
            assertThat(refused.exitCode()).isEqualTo(5);
            assertThat(refused.err()).doesNotContain(TestUser.READER.password());
            assertThat(writer.run("get", "A").out()).isEqualTo("1\n");

            String wrong = server.uri(TestUser.WRITER, "shop").replace(TestUser.WRITER.password(), "geheim");
            ProcessRun unknown =
                    KistProcess.in(folder).with("KIST_MONGODB_URI", wrong).run("get", "A");
            assertThat(unknown.exitCode()).isEqualTo(5);
            assertThat(unknown.err()).contains("kist: error:").doesNotContain("geheim");
        }
    }

    @Test
    void standalone_works() {
        try (MongoServer server = MongoServer.builder().standalone().start()) {
            KistProcess kist = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri("shop"));
            assertThat(kist.run("init").exitCode()).isZero();
            assertThat(kist.run("set", "A", "1").exitCode()).isZero();
            assertThat(kist.run("get", "A").out()).isEqualTo("1\n");
        }
    }

    @Test
    void unreachable_isFiveWithTheHostAndWithoutThePassword() {
        ProcessRun run = KistProcess.in(folder)
                .with("KIST_MONGODB_URI", "mongodb://u:geheim@127.0.0.1:1/shop")
                .with("KIST_TIMEOUT", "500ms")
                .run("get", "A");
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("geheim").doesNotContain(" at dev.kist");
    }
}
