// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code use} on the local store. */
class UseCommandTest {
    private final KistRun kist;

    UseCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void use_isWhatIsMeantFromThenOn_untilSomethingElseIsSaid() {
        kist.done("set", "A", "dev");
        kist.done("set", "A", "stage", "-e", "staging", "--create");

        assertThat(kist.done("use", "staging").err()).contains("config.local");

        assertThat(kist.done("get", "A").out()).isEqualTo("stage\n");
        assertThat(kist.done("get", "A", "-e", "development").out()).isEqualTo("dev\n");
        kist.done("use", "development");
        assertThat(kist.done("get", "A").out()).isEqualTo("dev\n");
    }

    @Test
    void use_ofAnEnvironmentThatDoesNotExist_saysSo() {
        assertThat(kist.done("use", "nowhere").err()).contains("does not exist yet");
        assertThat(kist.run("use", "nowhere").err()).doesNotContain("did you mean");
        assertThat(kist.failed(2, "use", "dev").err())
                .contains("the environment dev does not exist, but development does", "kist use development");
        assertThat(kist.done("status").out()).contains("nowhere");
        assertThat(kist.done("use", "dev", "--create").err()).contains("does not exist yet");
        kist.failed(2, "use", "not a name");
    }
}
