// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.ServerKind;
import dev.kist.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of history on every server. */
class HistoryEndToEndTest {
    @TempDir
    Path folder;

    private static Result done(KistRun kist, String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void changes_areUndone_andRemovedForGood(ServerKind kind) {
        TestServer server = kind.shared();
        KistRun kist = KistRun.in(folder)
                .with("KIST_MONGODB_URI", server.uri(server.freshDatabase()))
                .with("KIST_TIMEOUT", "30s");
        done(kist, "init");
        done(kist, "set", "A", "one");
        String one = JsonParser.parseString(done(kist, "history", "A", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("updated_at")
                .getAsString();
        done(kist, "set", "A", "two", "--if-version", "1");
        assertThat(kist.run("set", "A", "three", "--if-version", "1").code()).isEqualTo(6);
        done(kist, "delete", "A");
        done(kist, "restore", "A");
        done(kist, "rollback", "A", "--to", "1");
        done(kist, "set", "B", "x");

        assertThat(done(kist, "get", "A").out()).isEqualTo("one\n");
        assertThat(done(kist, "get", "A", "--version", "2").out()).isEqualTo("two\n");
        assertThat(done(kist, "get", "A", "--at", one).out()).isEqualTo("one\n");
        assertThat(done(kist, "log").out().lines()).hasSize(8);
        assertThat(done(kist, "diff", "--at", one).out()).isEqualTo("= A\n+ B\n");

        Result copy = done(kist, "copy", "--from", "development", "--to", "production");
        assertThat(copy.err())
                .contains("2 new")
                .containsAnyOf("all in one transaction", "each by itself; had it been interrupted");
        done(kist, "prune", "--keep", "2", "--yes");
        assertThat(done(kist, "history", "A").out().lines()).hasSize(3);
        done(kist, "delete", "A", "--purge", "--yes");
        assertThat(kist.run("history", "A").code()).isEqualTo(3);
        done(kist, "environment", "delete", "production", "--yes");
        assertThat(done(kist, "environment", "list").out()).doesNotContain("production");
        done(kist, "environment", "create", "production");
        assertThat(done(kist, "list", "-e", "production").err()).contains("no secrets yet");
    }
}
