// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of warnings in {@code docs/dotenv.md} against the code. */
class DotenvDocumentTest {
    @Test
    void warnings_areAllInTheTableAsTheyAre() throws Exception {
        String document = Files.readString(Path.of("../docs/dotenv.md"));

        for (WarningCode code : WarningCode.values()) {
            assertThat(document).contains("| `" + code + "`" + (code.blocks() ? " **blocks** |" : " |"));
        }
    }

    @Test
    void wordsOfFormatsTargetsAndDialects_areAllThere() throws Exception {
        String document = Files.readString(Path.of("../docs/dotenv.md"));

        for (ExportFormat format : ExportFormat.values()) {
            assertThat(document).contains("`" + format.word() + "`");
        }
        for (Target target : Target.values()) {
            assertThat(target == Target.PORTABLE || document.contains("| `" + target.word() + "`"))
                    .isTrue();
        }
        for (Dialect dialect : Dialect.values()) {
            assertThat(document).contains("`" + dialect.word() + "`");
        }
    }
}
