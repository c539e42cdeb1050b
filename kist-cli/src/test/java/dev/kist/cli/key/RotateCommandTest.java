// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rotate} on the local store. */
class RotateCommandTest {
    private final KistRun alice;

    RotateCommandTest(@TempDir Path folder) {
        alice = KistRun.initialized(folder);
        alice.done("set", "TOKEN", "first", "-e", "production");
    }

    @Test
    void rotate_keepsValuesAndFingerprint() {
        alice.done("set", "TOKEN", "second", "-e", "production");
        String before = alice.run("fingerprint", "-e", "production").out();

        Result rotated = alice.done("rotate", "-e", "production");

        assertThat(rotated.out()).isEmpty();
        assertThat(rotated.err())
                .contains("rotated production: 2 values encrypted again")
                .contains("1 former encryption key")
                .doesNotContain("DEK");
        assertThat(alice.run("get", "TOKEN", "-e", "production").out()).isEqualTo("second\n");
        assertThat(alice.run("list", "-e", "production", "--json").out()).contains("\"version\": 2");
        assertThat(alice.run("fingerprint", "-e", "production").out()).isEqualTo(before);
        alice.done("rotate", "--all");
    }
}
