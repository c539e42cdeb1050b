package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code environment list}, {@code create} and {@code delete} on the local store. */
class EnvironmentCommandsTest {
    @TempDir
    Path folder;

    private KistRun kist;

    @BeforeEach
    void init() {
        kist = KistRun.in(folder);
        kist.done("init");
    }

    private Result failed(int code, String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        return result;
    }

    @Test
    void list_showsWhichOpen() throws Exception {
        kist.done("environment", "create", "production");
        KistRun other = kist.with("HOME", folder.resolve("other").toString());
        Files.createDirectories(folder.resolve("other"));
        assertThat(other.run("init").code()).isZero();

        assertThat(kist.done("environment", "list").out().lines().map(line -> line.replaceAll(" +\\d+s +", " T ")
                        .replaceAll(" +", " ")))
                .containsExactly("NAME AGE KEYS OPENS", "development T 1 yes", "production T 1 yes");
        assertThat(other.run("environment", "list").out()).contains("no").doesNotContain("yes");
        JsonArray json = JsonParser.parseString(
                        kist.done("environment", "list", "--json").out())
                .getAsJsonArray();
        assertThat(json.get(0).getAsJsonObject().keySet())
                .containsExactly("environment", "created_at", "updated_at", "keys", "opens");
    }

    @Test
    void create_makesIt_once() {
        assertThat(kist.done("environment", "create", "production").err())
                .contains("created the environment production");
        assertThat(kist.done("environment", "create", "production").err()).contains("exists already: unchanged");
        assertThat(kist.done("list", "-e", "production").err()).contains("no secrets yet");
        failed(2, "environment", "create", "not/a name");
        failed(2, "environment", "create");
        failed(2, "environment");
    }

    @Test
    void delete_asks_andLeavesNothing() {
        kist.done("set", "A", "1", "-e", "production");
        kist.done("set", "A", "2", "-e", "production");
        kist.done("set", "B", "1", "-e", "production");
        kist.done("set", "A", "kept");

        Result refused = failed(2, "environment", "delete", "production");
        assertThat(refused.err())
                .contains("with 2 secrets and 1 former version for good")
                .contains("say --yes");
        assertThat(kist.done("get", "A", "-e", "production").out()).isEqualTo("2\n");

        assertThat(kist.done("environment", "delete", "production", "--yes").err())
                .contains("removed the environment production");

        failed(3, "get", "A", "-e", "production");
        failed(3, "environment", "delete", "production", "--yes");
        assertThat(kist.done("environment", "list").out()).doesNotContain("production");
        assertThat(kist.done("get", "A").out()).isEqualTo("kept\n");
        kist.done("set", "A", "new", "-e", "production");
        assertThat(kist.done("history", "A", "-e", "production").out().lines()).hasSize(2);
    }

    @Test
    void delete_needsNoKeyThatOpensIt() throws Exception {
        kist.done("set", "A", "1", "-e", "production");
        KistRun other = kist.with("HOME", folder.resolve("other").toString());
        Files.createDirectories(folder.resolve("other"));
        assertThat(other.run("init").code()).isZero();

        assertThat(other.run("environment", "delete", "production", "--yes").code())
                .isZero();

        failed(3, "get", "A", "-e", "production");
    }

    @Test
    void delete_takesTheFingerprintOutOfKnownEnvironments() throws Exception {
        kist.done("environment", "create", "production");
        Path known = folder.resolve(".kist/known_environments");
        String fingerprint = kist.done("fingerprint", "-e", "production").out().strip();
        String ours = "local.secrets production " + fingerprint;
        String others = "local.secrets staging 0123456789abcdef0123456789abcdef";
        Files.writeString(known, "# known\n" + ours + "\n" + others + "\n");

        assertThat(kist.done("environment", "delete", "production", "--yes").err())
                .contains("known_environments");

        assertThat(known).hasContent("# known\n" + others + "\n");
        kist.done("environment", "create", "production");
    }
}
