// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands leave for the completions of shells. */
class KnownNamesTest {
    @TempDir
    Path folder;

    private KistRun kist;
    private Path file;

    @BeforeEach
    void init() throws IOException {
        folder = folder.toRealPath();
        kist = KistRun.in(folder);
        kist.done("init");
        file = folder.resolve("home/.cache/kist/names")
                .resolve(folder.toString().replace('/', '%'));
    }

    private List<String> names() throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    @Test
    void names_areKept_andNoValues() throws Exception {
        kist.done("set", "A", "value-1", "--note", "value-2");
        kist.done("set", "B", "value-3", "-e", "production");
        assertThat(names())
                .containsExactly(
                        "environment development",
                        "environment production",
                        "secret development A",
                        "secret production B");
        assertThat(file).content().doesNotContain("value-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve(".kist/cache")).doesNotExist();
        kist.done("delete", "A");
        kist.done("rename", "B", "C", "-e", "production");
        assertThat(names())
                .doesNotContain("secret development A", "secret production B")
                .contains("secret production C");
        kist.done("set", "D", "value-4");
        kist.done("delete", "D", "--purge", "--yes");
        kist.done("environment", "create", "gone");
        kist.done("environment", "delete", "gone", "--yes");
        assertThat(names()).doesNotContain("secret development D", "environment gone");
        Files.delete(file);
        kist.done("environment", "create", "staging");
        kist.done("list", "--all");
        assertThat(names()).contains("environment staging", "secret production C");
        try (var left = Files.list(file.resolveSibling(""))) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void names_areOfferedForADay_fromWhenTheyWereMet() throws Exception {
        kist.done("set", "A", "1");
        long now = Instant.now().getEpochSecond();
        assertThat(Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("secret development A "))
                        .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))))
                .allMatch(until -> until > now && until <= now + 86_400);
        Files.writeString(
                file,
                "secret development OLD " + (now - 1) + "\nsecret development NEW " + (now + 3600)
                        + "\nsecret development $(touch x) " + (now + 3600) + "\n");
        kist.done("get", "A");
        assertThat(names())
                .contains("secret development NEW", "secret development A")
                .hasSize(3);
    }

    @Test
    void whereNothingCanBeWritten_nothingFails() throws Exception {
        String none = Files.writeString(folder.resolve("no-folder"), "").toString();
        KistRun without = kist.with("XDG_CACHE_HOME", none);
        without.done("set", "A", "1");
        without.done("list");
        assertThat(kist.with("XDG_CACHE_HOME", folder.resolve("caches").toString())
                        .done("get", "A")
                        .out())
                .isEqualTo("1\n");
        assertThat(folder.resolve("caches/kist/names")).isDirectory();
    }
}
