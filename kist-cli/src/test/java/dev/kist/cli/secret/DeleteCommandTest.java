// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code delete} on the local store. */
class DeleteCommandTest {
    @TempDir
    Path folder;

    private KistRun kist;

    @BeforeEach
    void init() {
        kist = KistRun.in(folder);
        kist.done("init");
    }

    @Test
    void purge_asks_andRemovesForGood() {
        versions("A", 3);
        versions("B", 1);

        assertThat(kist.failed(2, "delete", "A", "--purge").err())
                .contains("this removes A of development with all its 3 versions for good")
                .contains("say --yes");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-3\n");

        assertThat(kist.done("delete", "A", "--purge", "--yes").err()).contains("removed A of development");

        kist.failed(3, "get", "A");
        kist.failed(3, "history", "A");
        kist.failed(3, "delete", "A", "--purge", "--yes");
        assertThat(kist.done("log").out())
                .contains("purged A (3 versions)", " B ")
                .doesNotContain("value-");
        kist.done("set", "A", "new");
        assertThat(kist.done("history", "A").out().lines()).hasSize(2);
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }
}
