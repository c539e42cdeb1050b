// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kist.dotenv.DotenvEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderEntriesTest {
    @TempDir
    Path folder;

    /** As the kubelet lays a Secret out. */
    @Test
    void read_ofAMountedSecret_followsTheLinksOnce() throws Exception {
        Path data = Files.createDirectory(folder.resolve("..2026_01_01_00_00_00.1"));
        Files.writeString(data.resolve("PASSWORD"), "two\nlines\n");
        Files.writeString(data.resolve("EMPTY"), "");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01_01_00_00_00.1"));
        Files.createSymbolicLink(folder.resolve("PASSWORD"), Path.of("..data/PASSWORD"));
        Files.createSymbolicLink(folder.resolve("EMPTY"), Path.of("..data/EMPTY"));
        Files.writeString(folder.resolve(".hidden"), "x");

        assertThat(FolderEntries.read(folder, "mount"))
                .extracting(DotenvEntry::key, DotenvEntry::value)
                .containsExactly(tuple("EMPTY", ""), tuple("PASSWORD", "two\nlines\n"));
    }

    @Test
    void read_ofAFolderWithin_isRefusedWithThePath() throws Exception {
        Files.createDirectory(folder.resolve("sub"));

        assertThatThrownBy(() -> FolderEntries.read(folder, "mount/"))
                .hasMessage("mount/sub: is a folder; secrets are flat names with text");
    }

    @Test
    void read_ofBytesThatAreNoText_isRefusedWithThePath() throws Exception {
        Path file = Files.write(folder.resolve("A"), new byte[] {'x', (byte) 0xE9});
        assertThatThrownBy(() -> FolderEntries.read(folder, "mount")).hasMessage("mount/A: " + ImportedText.BINARY);

        Files.write(file, new byte[] {'x', 0});
        assertThatThrownBy(() -> FolderEntries.read(folder, "mount")).hasMessage("mount/A: " + ImportedText.BINARY);

        Files.write(file, new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> FolderEntries.read(folder, "mount")).hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void read_ofALinkToNowhere_isRefused() throws Exception {
        Files.createSymbolicLink(folder.resolve("A"), Path.of("nowhere"));

        assertThatThrownBy(() -> FolderEntries.read(folder, "mount")).hasMessage("mount/A: is not a file");
    }

    @Test
    void read_ofNoFolder_isAnIoException() {
        assertThatThrownBy(() -> FolderEntries.read(folder.resolve("none"), "none"))
                .isInstanceOf(IOException.class);
    }
}
