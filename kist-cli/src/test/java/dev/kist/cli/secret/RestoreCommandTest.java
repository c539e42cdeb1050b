// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code restore} on the local store. */
class RestoreCommandTest {
    private final KistRun kist;

    RestoreCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void restore_bringsADeletedSecretBack() {
        versions("A", 2);
        kist.done("delete", "A");
        kist.failed(3, "get", "A");

        assertThat(kist.done("restore", "A").err()).contains("restored A in development: version 4");

        assertThat(kist.done("get", "A").out()).isEqualTo("value-2\n");
        assertThat(kist.done("restore", "A").err()).contains("is not deleted: version 4");
        kist.failed(3, "restore", "B");
    }

    @Test
    void restore_afterAllWasPruned_isNotFound() {
        versions("A", 2);
        kist.done("delete", "A");
        kist.done("prune", "--keep", "1", "--yes");

        assertThat(kist.failed(3, "restore", "A").err()).contains("secret A of development has only deletions left");
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }
}
