// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names that hands expect of commands. */
class OtherNamesTest {
    @TempDir
    Path folder;

    @Test
    void whatHandsExpect_works() throws Exception {
        KistRun kist = KistRun.in(folder);
        kist.done("setup");
        Files.writeString(folder.resolve(".env"), "A=1\nB=2\n");
        kist.done("import", ".env");
        assertThat(kist.done("ls").out()).isEqualTo(kist.done("secrets").out()).contains("A", "B");
        kist.done("unset", "A");
        kist.done("rm", "B");
        assertThat(kist.done("ls").out()).isEmpty();
        kist.done("secrets", "set", "C=3");
        assertThat(kist.done("secrets", "get", "C").out()).isEqualTo("3\n");
        assertThat(kist.done("secrets", "get", "C", "--json").out()).contains("\"C\": \"3\"");
        assertThat(kist.done("secrets", "C*").out()).contains("C");
        assertThat(kist.done("download").out()).isEqualTo("C=3\n");
        assertThat(kist.done("env", "ls").out())
                .isEqualTo(kist.done("environment", "list").out());
        assertThat(kist.done("--json", "-e", "development", "environments", "list")
                        .out())
                .contains("development");
        assertThat(kist.done("key", "ls").out()).contains("development");
    }

    @Test
    void download_takesItsFileWithoutAnOption() throws Exception {
        KistRun kist = KistRun.in(folder);
        kist.done("init");
        kist.done("set", "A", "1");
        assertThat(kist.done("secrets", "download", "out.env").err()).contains("wrote out.env");
        assertThat(Files.readString(folder.resolve("out.env"))).isEqualTo("A=1\n");
        kist.done("download", "--format", "json", "out.json");
        assertThat(Files.readString(folder.resolve("out.json"))).contains("\"A\"");
        assertThat(kist.done("download", "-").out()).isEqualTo("A=1\n");
        assertThat(kist.failed(2, "download", "a.env", "-o", "b.env").err()).contains("both FILE and --output");
        // A name behind export could be meant for anything.
        assertThat(kist.failed(2, "export", "a.env").err()).contains("-o FILE");
    }

    @Test
    void migrate_takesFilesWithoutAnOption() throws Exception {
        KistRun kist = KistRun.in(folder);
        kist.done("init");
        Files.writeString(folder.resolve(".env"), "A=1\n");
        Files.writeString(folder.resolve(".env.local"), "B=2\n");
        assertThat(kist.done("migrate", "-q", ".env", ".env.local").err()).isEmpty();
        assertThat(kist.done("migrate", "-q", "--dry-run", ".env").err()).contains("unchanged (1): A");
        assertThat(kist.done("get", "A", "B").out()).isEqualTo("1\n2\n");
        assertThat(kist.failed(2, "migrate").err()).contains("FILE is missing");
        assertThat(kist.failed(2, "migrate", ".env", "--env-file", ".env").err())
                .contains("both");
    }
}
