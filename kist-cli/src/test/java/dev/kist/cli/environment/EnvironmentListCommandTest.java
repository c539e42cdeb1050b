// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.kist.cli.KistRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code environment list} on the local store. */
class EnvironmentListCommandTest {
    private final KistRun kist;

    EnvironmentListCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void list_showsWhichOpen() throws Exception {
        kist.done("environment", "create", "production");
        KistRun other = kist.with("HOME", kist.folder().resolve("other").toString());
        Files.createDirectories(kist.folder().resolve("other"));
        assertThat(other.run("init").code()).isZero();

        assertThat(kist.done("environment", "list").out().lines().map(line -> line.replaceAll(" +\\d+s +", " T ")
                        .replaceAll(" +", " ")))
                .containsExactly("NAME AGE KEYS OPENS", "development T 1 yes", "production T 1 yes");
        assertThat(other.run("environment", "list").out()).contains("no").doesNotContain("yes");
        JsonArray json = JsonParser.parseString(
                        kist.done("environment", "list", "--json").out())
                .getAsJsonArray();
        assertThat(json.get(0).getAsJsonObject().keySet())
                .containsExactly("environment", "created_at", "updated_at", "keys", "opens", "parent");
    }
}
