// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copy} on the local store. */
class CopyCommandTest {
    private final KistRun kist;

    CopyCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "value-a");
        kist.done("set", "B", "value-b");
        kist.done("set", "A", "value-other", "-e", "staging");
    }

    @Test
    void copy_ofAll_asksBeforeItChangesWhatIsThere() {
        assertThat(kist.failed(2, "copy", "--from", "development", "--to", "staging")
                        .err())
                .contains("1 existing secret of staging would change", "--yes");
        assertThat(kist.done("get", "A", "-e", "staging").out()).isEqualTo("value-other\n");
        assertThat(kist.done("copy", "--from", "development", "--to", "staging", "--yes")
                        .err())
                .contains("1 new", "1 changed")
                .doesNotContain("value-");
        assertThat(kist.done("get", "A", "B", "-e", "staging").out()).isEqualTo("value-a\nvalue-b\n");
    }

    @Test
    void copy_ofSome_takesTheseAlone() {
        kist.done("copy", "B", "--from", "development", "--to", "staging");
        assertThat(kist.done("get", "A", "B", "-e", "staging").out()).isEqualTo("value-other\nvalue-b\n");
        assertThat(kist.failed(3, "copy", "NONE", "--from", "development", "--to", "staging")
                        .err())
                .contains("NONE");
    }

    @Test
    void copy_dryRun_writesNothing_andJsonIsThePlan() {
        assertThat(kist.done("copy", "--from=development", "--to=staging", "--dry-run", "--json")
                        .out())
                .contains("\"added\": [", "\"B\"", "\"changed\": [", "\"A\"");
        kist.failed(3, "get", "B", "-e", "staging");
    }

    @Test
    void copy_wantsTwoEnvironments() {
        kist.failed(2, "copy", "--from", "staging", "--to", "staging");
        kist.failed(2, "copy", "--from", "staging");
    }
}
