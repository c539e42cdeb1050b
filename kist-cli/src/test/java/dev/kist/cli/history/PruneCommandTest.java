// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prune} on the local store. */
class PruneCommandTest {
    private final KistRun kist;

    PruneCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void prune_showsThePlan_asks_andRemovesTheOldest() {
        versions("A", 5);
        versions("B", 1);

        Result dry = kist.done("prune", "--keep", "2", "--dry-run");
        assertThat(dry.err())
                .contains("  A: versions 1 to 3 of 5\n")
                .contains("dry run")
                .doesNotContain("B:");
        assertThat(kist.failed(2, "prune", "--keep", "2").err())
                .contains("this removes 3 versions of development for good")
                .contains("say --yes");
        assertThat(kist.done("history", "A").out().lines()).hasSize(6);

        assertThat(kist.done("prune", "--keep", "2", "--yes").err()).contains("removed 3 versions");

        assertThat(kist.done("get", "A", "--version", "4").out()).isEqualTo("value-4\n");
        assertThat(kist.failed(3, "get", "A", "--version", "3").err()).contains("it was pruned");
        assertThat(kist.done("prune", "--keep", "2", "--yes").err()).contains("nothing to remove");
    }

    @Test
    void prune_byAge_keepsWhatIsYoung() {
        versions("A", 3);

        assertThat(kist.done("prune", "--older-than", "1h", "--yes").err()).contains("nothing to remove");
        assertThat(kist.done("prune", "--older-than", "1h", "--keep", "1", "--yes")
                        .err())
                .contains("nothing to remove");
        assertThat(kist.done("prune", "--older-than", "0s", "--keep", "2", "--yes")
                        .err())
                .contains("removed 1 version");
        kist.failed(2, "prune");
        kist.failed(2, "prune", "--keep", "0");
        kist.failed(2, "prune", "--older-than", "soon");
    }

    @Test
    void prune_asJson_namesWhatWouldLoseVersions() {
        versions("A", 2);
        versions("B", 1);

        assertThat(JsonParser.parseString(
                        kist.done("prune", "--keep", "1", "--dry-run", "--json").out()))
                .isEqualTo(
                        JsonParser.parseString("{'added': [], 'changed': ['A'], 'unchanged': ['B'], 'removed': []}"));
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }

    @Test
    void quiet_withAYes_saysNothing() {
        versions("A", 3);

        assertThat(kist.done("prune", "--keep", "2", "--dry-run", "-q").err()).contains("  A: version 1 of 3\n");
        assertThat(kist.done("prune", "--keep", "2", "--yes", "-q").err()).isEmpty();
    }
}
