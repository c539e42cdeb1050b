// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code environment delete} on the local store. */
class EnvironmentDeleteCommandTest {
    private final KistRun kist;

    EnvironmentDeleteCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void delete_asks_andLeavesNothing() {
        kist.done("set", "A", "1", "-e", "production");
        kist.done("set", "A", "2", "-e", "production");
        kist.done("set", "B", "1", "-e", "production");
        kist.done("set", "A", "kept");

        Result refused = kist.failed(2, "environment", "delete", "production");
        assertThat(refused.err())
                .contains("with 2 secrets and 1 former version for good")
                .contains("say --yes");
        assertThat(kist.done("get", "A", "-e", "production").out()).isEqualTo("2\n");

        assertThat(kist.done("environment", "delete", "production", "--yes").err())
                .contains("removed the environment production");

        kist.failed(3, "get", "A", "-e", "production");
        kist.failed(3, "environment", "delete", "production", "--yes");
        assertThat(kist.done("environment", "list").out()).doesNotContain("production");
        assertThat(kist.done("get", "A").out()).isEqualTo("kept\n");
        kist.done("set", "A", "new", "-e", "production");
        assertThat(kist.done("history", "A", "-e", "production").out().lines()).hasSize(2);
    }

    @Test
    void delete_needsNoKeyThatOpensIt() throws Exception {
        kist.done("set", "A", "1", "-e", "production");
        KistRun other = kist.with("HOME", kist.folder().resolve("other").toString());
        Files.createDirectories(kist.folder().resolve("other"));
        assertThat(other.run("init").code()).isZero();

        assertThat(other.run("environment", "delete", "production", "--yes").code())
                .isZero();

        kist.failed(3, "get", "A", "-e", "production");
    }
}
