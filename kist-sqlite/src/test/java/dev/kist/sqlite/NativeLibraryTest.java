// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/** Where the native library is loaded from. */
final class NativeLibraryTest {
    private final Path folder;
    private final Path temporary;

    NativeLibraryTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    @Test
    void theLibraryThatTheBuildUnpacked_isLoadedWhereItIs() throws IOException {
        Path unpacked = folder.resolve("native");
        Path library = unpacked.resolve(OSInfo.getNativeLibFolderPathForCurrentOS())
                .resolve(LibraryLoaderUtil.getNativeLibName());
        Files.createDirectories(library.getParent());
        String name = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream in = Objects.requireNonNull(SQLiteJDBCLoader.class.getResourceAsStream(name))) {
            Files.copy(in, library);
        }

        // Were it not taken, the driver would unpack its own into a folder that does not exist.
        assertWrites(ChildJvm.plain()
                .option("-Djava.io.tmpdir=" + folder.resolve("missing"))
                .option("-Dkist.native=" + unpacked));
    }

    @Test
    void withoutIt_theDriverUnpacksItsOwn() {
        assertWrites(ChildJvm.plain().option("-Djava.io.tmpdir=" + temporary));
        assertWrites(ChildJvm.plain()
                .option("-Djava.io.tmpdir=" + temporary)
                .option("-Dkist.native=" + folder.resolve("missing")));
    }

    @Test
    void theDriversSettings_areAsTheyWereAfterLoading() {
        NativeLibrary.load();

        assertThat(System.getProperty("org.sqlite.lib.path")).isNull();
        assertThat(System.getProperty("org.sqlite.lib.name")).isNull();
        assertThat(System.getProperty("org.sqlite.tmpdir")).isNull();
    }

    private void assertWrites(ChildJvm jvm) {
        assertThat(jvm.run("insert", folder.resolve("local.db"), "NAME" + System.nanoTime()))
                .isEqualTo("unconfirmed 0\n");
    }
}
