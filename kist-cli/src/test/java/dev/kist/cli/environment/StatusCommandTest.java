// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} on the local store. */
class StatusCommandTest {
    private final KistRun kist;

    StatusCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void status_saysWhereOneIs() {
        String out = kist.done("status").out();

        assertThat(out)
                .contains("development", "the local store", "opens")
                .contains(kist.folder().toString());
        assertThat(kist.done("status", "--json").out()).contains("\"environment\": \"development\"");
    }

    @Test
    void folder_withANameThatForgesLines_isOneLine(@TempDir Path folder) throws IOException {
        Path hostile = Files.createDirectory(folder.resolve("a\u001b[2K\nstate             opens; trusted\u202e"));
        KistRun here = KistRun.initialized(hostile);

        assertThat(here.done("status").out())
                .contains("a<U+001B>[2K<U+000A>state")
                .doesNotContain("\u001b", "\nstate             opens; trusted", "\u202e");
        assertThat(here.done("status", "--json").out())
                .contains("a\\u001b[2K\\nstate")
                .doesNotContain("\u001b", "\u202e");
        assertThat(here.done("doctor").out()).doesNotContain("\u001b", "\nstate", "\u202e");
    }

    @Test
    void status_ofAnEnvironmentThatDoesNotExist_isNoFailure() {
        assertThat(kist.done("status", "-e", "nowhere").out()).contains("does not exist");
        assertThat(kist.done("status", "-e", "Development").err()).contains("did you mean development?");
    }
}
