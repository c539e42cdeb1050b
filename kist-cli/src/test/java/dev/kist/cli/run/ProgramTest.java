// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProgramTest {
    private final Path first;
    private final Path second;
    private final String path;

    ProgramTest(@TempDir Path folder) throws IOException {
        first = Files.createDirectory(folder.resolve("first"));
        second = Files.createDirectory(folder.resolve("second"));
        path = first + ":" + second;
    }

    @Test
    void find_takesTheFirstInPath() throws IOException {
        file(first, "tool", true);
        file(second, "tool", true);

        assertThat(Program.find("tool", path)).isEqualTo(new Program("tool", first.resolve("tool")));
    }

    @Test
    void find_passesOverWhatCannotBeExecuted() throws IOException {
        file(first, "tool", false);
        Files.createDirectory(first.resolve("other"));
        file(second, "tool", true);
        file(second, "other", true);

        assertThat(Program.find("tool", path).file()).isEqualTo(second.resolve("tool"));
        assertThat(Program.find("other", path).file()).isEqualTo(second.resolve("other"));
    }

    @Test
    void find_withOnlySuchFiles_is126() throws IOException {
        file(first, "tool", false);
        Files.createDirectory(second.resolve("folder"));

        assertFailure("tool", 126, "not executable");
        assertFailure("folder", 126, "is a folder");
        assertFailure(first + "/tool", 126, "it is not executable");
        assertFailure(second + "/folder", 126, "it is a folder");
    }

    @Test
    void find_ofAMissingProgram_is127() {
        assertFailure("tool", 127, "no such program in PATH");
        assertFailure("", 127, "without a name");
        assertFailure("./tool", 127, "no such file");
        assertFailure(first + "/tool/x", 127, "no such file");
    }

    @Test
    void find_withASlash_doesNotSearch() throws IOException {
        Files.createDirectory(first.resolve("sub"));
        file(first.resolve("sub"), "tool", true);

        assertFailure("sub/tool", 127, "no such file");
    }

    @Test
    void find_withAnEmptyEntryInPath_searchesTheCurrentFolder() {
        assertThatExceptionOfType(ProgramStartException.class)
                .isThrownBy(() -> Program.find("pom.xml", first + ":"))
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(126));
    }

    @Test
    void find_withoutPath_searchesTheSystemsFolders() {
        assertThat(Program.find("sh", null).file()).isEqualTo(Path.of("/bin/sh"));
    }

    private void assertFailure(String name, int exitCode, String why) {
        assertThatExceptionOfType(ProgramStartException.class)
                .isThrownBy(() -> Program.find(name, path))
                .withMessageContaining(name)
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(exitCode));
    }

    private static void file(Path folder, String name, boolean isExecutable) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "");
        assertThat(file.toFile().setExecutable(isExecutable)).isTrue();
    }
}
