// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollback} on the local store. */
class RollbackCommandTest {
    private final KistRun kist;

    RollbackCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void rollback_writesTheOldValueAsANewVersion() {
        kist.done("set", "A", "value-1", "--note", "first");
        kist.done("set", "A", "value-2", "--note", "second");

        assertThat(kist.done("rollback", "A", "--to", "1").err()).contains("to version 1: it is version 3");

        assertThat(kist.done("get", "A").out()).isEqualTo("value-1\n");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("first\n");
        assertThat(kist.done("get", "A", "--version", "2").out()).isEqualTo("value-2\n");
        assertThat(kist.done("rollback", "A", "--to", "3").err()).contains("is unchanged: version 3");
    }

    @Test
    void rollback_toADeletionOrToNothing_isNotFound() {
        versions("A", 1);
        kist.done("delete", "A");

        kist.failed(3, "rollback", "A", "--to", "2");
        kist.failed(3, "rollback", "A", "--to", "9");
        kist.failed(2, "rollback", "A");
        kist.done("rollback", "A", "--to", "1");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-1\n");
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }
}
