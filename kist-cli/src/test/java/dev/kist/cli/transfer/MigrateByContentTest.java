// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is whose name does not say it, as on standard input. */
class MigrateByContentTest {
    private static final String MANIFEST =
            "# made by a tool\napiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  A: b25l\n";

    private final KistRun kist;

    MigrateByContentTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    private String value(String name) {
        return kist.done("get", name, "-n").out();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"A\": \"one\"}",
                "\n  {\n  \"A\": \"one\"\n}\n",
                "{\"kind\": \"Secret\", \"data\": {\"A\": \"b25l\"}}",
                MANIFEST,
                "---\n" + MANIFEST
            })
    void standardInput_isReadAsWhatItIs(String text) throws Exception {
        Result run = kist.stdin(text).run("migrate", "-", "--yes");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("standard input is read as (JSON|YAML)");
        assertThat(value("A")).isEqualTo("one");

        Files.writeString(
                kist.folder().resolve("exported"), text.replace("one", "two").replace("b25l", "dHdv"));
        kist.done("migrate", "exported", "--yes");
        assertThat(value("A")).isEqualTo("two");
    }

    @Test
    void whatIsAlmostJson_isRefused_andAnEnvFileIsReadAsOne() {
        Result broken = kist.stdin("{\"A\": \"one\"").run("migrate", "-", "--yes");
        assertThat(broken.code()).isEqualTo(2);
        assertThat(broken.err()).contains("standard input");

        kist.stdin("kind=Secret\nA={\"x\": 1}\n").done("migrate", "-", "--yes");
        assertThat(value("A")).isEqualTo("{\"x\": 1}");
    }
}
