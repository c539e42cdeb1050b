// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code migrate} asks at its end, on a real pseudo terminal. */
class MigrateQuestionsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void init() throws IOException {
        KistProcess.initialized(folder);
        file = Files.writeString(folder.resolve(".env"), "A=1\n");
    }

    private Terminal start(String... arguments) {
        KistProcess process = KistProcess.in(folder);
        return Terminal.start(process.words(arguments), process.variables(), folder);
    }

    @Test
    void deletesTheFile_onlyWhereTheAnswerIsYes() {
        try (Terminal terminal = start("migrate", "--env-file", ".env")) {
            terminal.await("delete .env now? [y/N]");
            terminal.sendLine("");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(file).exists();
        try (Terminal terminal = start("migrate", "--env-file", ".env")) {
            terminal.await("delete .env now? [y/N]");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(file).doesNotExist();
        assertThat(KistProcess.in(folder).done("get", "A").out()).isEqualTo("1\n");
    }

    @Test
    void aFileThatIsNotWhollyThere_isKeptWithoutAQuestion() throws IOException {
        Files.writeString(folder.resolve("b.env"), "A=2\n");
        Files.createSymbolicLink(folder.resolve("link.env"), Path.of("b.env"));
        try (Terminal terminal = start("migrate", "--env-file", ".env", "--env-file", "link.env")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("1 new").doesNotContain("delete");
        }
        try (Terminal terminal = start("migrate", "--env-file", ".env", "--keep-existing")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).doesNotContain("delete");
        }
    }

    @Test
    void severalFiles_areAskedAboutOneByOne() throws IOException {
        Path second = Files.writeString(folder.resolve("b.env"), "B=2\n");
        try (Terminal terminal = start("migrate", "--env-file", ".env", "--env-file", "b.env")) {
            terminal.await("delete .env now? [y/N]");
            terminal.sendLine("no");
            terminal.await("delete b.env now? [y/N]");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(file).exists();
        assertThat(second).doesNotExist();
    }

    @Test
    void yes_asksNothing() throws IOException {
        try (Terminal terminal = start("migrate", "--env-file", ".env", "--yes")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("1 new").doesNotContain("delete");
        }
        Files.writeString(file, "A=2\n");
        try (Terminal terminal = start("migrate", "--env-file", ".env", "--yes")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("1 changed").doesNotContain("delete", "Go on?");
        }
        assertThat(file).exists();
    }

    @Test
    void dryRun_asksNothing() throws IOException {
        Files.writeString(file, "A=foo#bar\n");
        try (Terminal terminal = start("migrate", "--env-file", ".env", "--dry-run")) {
            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.output()).contains("--accept HASH_IN_VALUE").doesNotContain("which reading");
        }
        Files.writeString(file, "A=2\n");
        try (Terminal terminal = start("migrate", "--env-file", ".env", "--dry-run")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).doesNotContain("delete", "Go on?");
        }
    }
}
