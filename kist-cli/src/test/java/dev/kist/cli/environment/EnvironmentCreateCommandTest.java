// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code environment create} on the local store. */
class EnvironmentCreateCommandTest {
    private final KistRun kist;

    EnvironmentCreateCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void create_makesIt_once() {
        assertThat(kist.done("environment", "create", "production").err())
                .contains("created the environment production");
        assertThat(kist.done("environment", "create", "production").err()).contains("exists already: unchanged");
        assertThat(kist.done("list", "-e", "production").err()).contains("no secrets yet");
        kist.failed(2, "environment", "create", "not/a name");
        kist.failed(2, "environment", "create");
        assertThat(kist.run("environment").code()).isEqualTo(2);
    }
}
