// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.InvalidInputException;
import dev.kist.StoreDescription;
import dev.kist.internal.trust.Memory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that is larger than memory, and takes no room on the disk, is refused by its name. */
class HugeFilesTest extends SettingsFixture {
    private static final StoreDescription STORE = new StoreDescription("db", "app.secrets", false);

    @Test
    void filesOfSettings_areRefused() throws IOException {
        for (String name : new String[] {"config", "config.local", "config.development"}) {
            Path file = huge(folder.resolve(name));
            assertThatThrownBy(this::settings)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(file + " cannot be read: it is larger than four megabytes");
            Files.delete(file);
        }
    }

    @Test
    void filesOfFingerprints_areRefused() throws IOException {
        Path project = huge(folder.resolve("known_environments"));
        assertThatThrownBy(() -> settings().knownFingerprints(STORE))
                .hasMessageContaining(project + " cannot be read: it is larger than four megabytes");
        Files.delete(project);
        Path own = huge(settings().trustedFile().orElseThrow());
        assertThatThrownBy(() -> settings().knownFingerprints(STORE))
                .hasMessageContaining(own + " cannot be read: it is larger than four megabytes");
    }

    @Test
    void memory_countsAsNone_andSaysSo() throws IOException {
        EnvironmentName environment = EnvironmentName.parse("development");
        Fingerprint fingerprint = Fingerprint.parse("a".repeat(32));
        Memory.of(settings().state(), STORE, false).recognize(environment, fingerprint, 5, Set.of(), true);
        Path seen;
        try (Stream<Path> files =
                Files.list(settings().trustedFile().orElseThrow().resolveSibling("seen"))) {
            seen = files.filter(file -> file.getFileName().toString().startsWith("development"))
                    .findFirst()
                    .orElseThrow();
        }
        huge(seen);

        Memory memory = Memory.of(settings().state(), STORE, false);

        assertThat(memory.recognize(environment, fingerprint, 4, Set.of(), true))
                .isEmpty();
        assertThat(memory.problem()).get().asString().contains("it is larger than four megabytes");
    }

    private static Path huge(Path file) throws IOException {
        write(file, "", "rw-------");
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(3L * 1024 * 1024 * 1024);
        }
        return file;
    }
}
