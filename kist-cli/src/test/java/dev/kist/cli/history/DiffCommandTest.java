// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff} on the local store. */
class DiffCommandTest {
    private final KistRun kist;

    DiffCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "value-a");
        kist.done("set", "B", "value-b");
        kist.done("set", "A", "value-other", "-e", "staging");
    }

    @Test
    void diff_namesWhatDiffers_withoutValues() {
        assertThat(kist.done("diff", "development", "staging").out()).isEqualTo("~ A\n- B\n");
        assertThat(kist.done("diff", "staging", "development").out()).isEqualTo("~ A\n+ B\n");
    }

    @Test
    void diff_withReveal_showsValues() {
        assertThat(kist.done("diff", "development", "staging", "--reveal").out())
                .contains("~ A \"value-a\" -> \"value-other\"", "- B \"value-b\"");
    }

    @Test
    void diff_asJson_hasAllFourParts() {
        assertThat(kist.done("diff", "development", "staging", "--json").out())
                .contains("\"added\": []", "\"changed\": [", "\"unchanged\": []", "\"removed\": [")
                .doesNotContain("value-");
    }

    @Test
    void diff_wantsTwoEnvironments_orATime() {
        assertThat(kist.failed(2, "diff").err()).contains("--at");
        assertThat(kist.failed(2, "diff", "development").err()).contains("--at");
        kist.failed(2, "diff", "a", "b", "c");
        kist.failed(3, "diff", "development", "nowhere");
    }
}
