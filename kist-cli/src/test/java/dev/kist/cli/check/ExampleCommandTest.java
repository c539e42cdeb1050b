// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code example} on the local store. */
class ExampleCommandTest {
    private final KistRun kist;

    ExampleCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "value-1", "--note", "optional\nfor the tests");
        kist.done("set", "B", "value-2");
    }

    @Test
    void example_hasNamesAndNotes_andWhatCheckReads() throws Exception {
        assertThat(kist.done("example").out()).isEqualTo("# optional\n# for the tests\nA=\nB=\n");
        assertThat(kist.done("example", "--only", "B").out()).isEqualTo("B=\n");
        assertThat(kist.done("example", "--json").out())
                .contains("\"key\": \"A\"", "\"note\": \"optional\\nfor the tests\"")
                .doesNotContain("value-");
        assertThat(kist.done("example", "-o", ".env.example").err()).contains("wrote .env.example");
        kist.done("check", "--exact");
        kist.done("delete", "A");
        kist.done("check", "--exact");
        kist.done("delete", "B");
        assertThat(kist.run("check").out()).isEqualTo("  missing (1): B\n");
    }

    @Test
    void aFileThatIsThere_isReplacedOnlyByForce() throws Exception {
        Path file = Files.writeString(kist.folder().resolve(".env.example"), "# written by hand\nC=\n");
        assertThat(kist.failed(2, "example", "-o", ".env.example").err()).contains(".env.example exists");
        assertThat(file).content().contains("written by hand");
        kist.done("example", "-o", ".env.example", "--force");
        assertThat(file).hasContent("# optional\n# for the tests\nA=\nB=");
        assertThat(kist.done("example", "-o", "-").out()).contains("A=");
    }

    @Test
    void aNoteThatReadsAsAMark_isOneOnlyWhereTheValueIsLikeThat() {
        kist.done("set", "A", "value-1", "--note", "url");
        kist.done("set", "B", "8080", "--note", "int");
        kist.done("set", "C", "value-3", "--note", "required\noptional");

        assertThat(kist.done("example").out())
                .isEqualTo("# \"url\"\nA=\n\n# int\nB=\n\n# \"required\"\n# \"optional\"\nC=\n");
        kist.done("example", "-o", ".env.example");
        kist.done("check");
    }
}
