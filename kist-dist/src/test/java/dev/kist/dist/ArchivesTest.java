// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive as those who unpack it find it: SDKMAN and Scoop take the one folder in it for the program. */
class ArchivesTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:06Z");

    @TempDir
    Path work;

    @Test
    void zip_holdsOneFolder_inWhichPrograms_canBeStarted() throws IOException {
        Path folder = work.resolve("kist-1.2.3");
        Files.createDirectories(folder.resolve("bin"));
        assertThat(Files.writeString(folder.resolve("bin/kist"), "#!/bin/sh\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        Files.writeString(folder.resolve("LICENSE"), "text");
        Path file = work.resolve("kist.zip");

        Archives.zip(folder, file, TIME);

        Map<String, String> modes = new TreeMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                modes.put(entry.getName(), Integer.toOctalString(entry.getUnixMode() & 0777));
            }
        }
        assertThat(modes)
                .containsExactly(
                        Map.entry("kist-1.2.3/", "755"),
                        Map.entry("kist-1.2.3/LICENSE", "644"),
                        Map.entry("kist-1.2.3/bin/", "755"),
                        Map.entry("kist-1.2.3/bin/kist", "755"));
    }
}
