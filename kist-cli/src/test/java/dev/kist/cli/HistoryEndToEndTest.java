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

    private KistRun kist;

    private Result done(String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void undoAndRemove(ServerKind kind) {
        TestServer server = kind.shared();
        kist = KistRun.in(folder)
                .with("KIST_MONGODB_URI", server.uri(server.freshDatabase()))
                .with("KIST_TIMEOUT", "30s");
        done("init");
        done("set", "A", "one");
        String one = JsonParser.parseString(done("history", "A", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("updated_at")
                .getAsString();
        done("set", "A", "two", "--if-version", "1");
        assertThat(kist.run("set", "A", "three", "--if-version", "1").code()).isEqualTo(6);
        done("delete", "A");
        done("restore", "A");
        done("rollback", "A", "--to", "1");
        done("set", "B", "x");

        assertThat(done("get", "A").out()).isEqualTo("one\n");
        assertThat(done("get", "A", "--version", "2").out()).isEqualTo("two\n");
        assertThat(done("get", "A", "--at", one).out()).isEqualTo("one\n");
        assertThat(done("log").out().lines()).hasSize(7);
        assertThat(done("diff", "--at", one).out()).isEqualTo("= A\n+ B\n");

        Result copy = done("copy", "--from", "development", "--to", "production");
        assertThat(copy.err())
                .contains("2 new")
                .containsAnyOf("all in one transaction", "each by itself; had it been interrupted");
        done("prune", "--keep", "2", "--yes");
        assertThat(done("history", "A").out().lines()).hasSize(3);
        done("delete", "A", "--purge", "--yes");
        assertThat(kist.run("history", "A").code()).isEqualTo(3);
        done("environment", "delete", "production", "--yes");
        assertThat(done("environment", "list").out()).doesNotContain("production");
        done("environment", "create", "production");
        assertThat(done("list", "-e", "production").err()).contains("no secrets yet");
    }
}
