package dev.kist.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the native library is unpacked to, and that nothing is left elsewhere. */
final class NativeLibraryTest {
    private final Path folder;
    private final Path cache;
    private final Path temporary;

    NativeLibraryTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.cache = Files.createDirectory(folder.resolve("cache"));
        this.temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    @BeforeEach
    void onLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: XDG_CACHE_HOME is Linux's");
    }

    @Test
    void theLibrary_isUnpackedOnce_andNothingIsLeftInTheTemporaryFolder() throws IOException {
        assertWrites("ONE");
        Path library = libraries(cache).get(0);
        FileTime unpacked = Files.getLastModifiedTime(library);

        assertWrites("TWO");

        assertThat(libraries(cache)).containsExactly(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpacked);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library.getParent())))
                .isEqualTo("rwx------");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void manyFirstProcesses_doNotMind() throws IOException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(jvm().start("insert", folder.resolve("local.db"), "NAME_" + i));
        }

        for (Process process : processes) {
            assertThat(ChildJvm.outputOf(process)).isEqualTo("unconfirmed 0\n");
        }
        assertThat(libraries(cache)).hasSize(1);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aLibraryThatWasCut_isUnpackedAgain() throws IOException {
        assertWrites("ONE");
        Path library = libraries(cache).get(0);
        long size = Files.size(library);
        Files.write(library, new byte[100]);

        assertWrites("TWO");

        assertThat(library).hasSize(size);
    }

    @Test
    void aCacheThatOthersCanWriteTo_isNotUsed() throws IOException {
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertWrites("ONE");

        assertThat(libraries(cache)).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aLibraryThatOthersCanWriteTo_isNotUsed() throws IOException {
        assertWrites("ONE");
        Path library = libraries(cache).get(0);
        byte[] forged = Files.readAllBytes(library);
        Arrays.fill(forged, (byte) 0);
        Files.write(library, forged);
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertWrites("TWO");

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCacheOfAnotherUser_isNotUsed() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can give a folder away");
        Files.setAttribute(cache, "unix:uid", 65534);

        assertWrites("ONE");

        assertThat(libraries(cache)).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void withoutACacheThatCanBeMade_theLibraryIsLoadedAllTheSame() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        String output =
                jvm().environment("XDG_CACHE_HOME", file.toString()).run("insert", folder.resolve("local.db"), "TOKEN");

        assertThat(output).isEqualTo("unconfirmed 0\n");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCacheThatForbidsPrograms_isNotUsed() {
        assumeTrue(
                ChildJvm.canRun("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", cache.toString()),
                "skipped: needs unshare and leave to mount a tmpfs");

        String output = ChildJvm.by(
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o noexec tmpfs " + cache + " && exec \"$@\"",
                        "sh")
                .option("-Djava.io.tmpdir=" + temporary)
                .environment("XDG_CACHE_HOME", cache.toString())
                .run("insert", folder.resolve("local.db"), "TOKEN");

        assertThat(output).isEqualTo("unconfirmed 0\n");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whereNothingMayBeRunFrom_theStoreIsUnavailable() {
        assumeTrue(
                ChildJvm.canRun("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder.toString()),
                "skipped: needs unshare and leave to mount a tmpfs");

        String output = ChildJvm.by(
                        "unshare",
                        "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o noexec tmpfs " + folder + " && exec \"$@\"",
                        "sh")
                .option("-Djava.io.tmpdir=" + folder)
                .environment("XDG_CACHE_HOME", folder.toString())
                .run("insert", folder.resolve("local.db"), "TOKEN");

        assertThat(output)
                .startsWith(
                        "StoreUnavailableException: the local store cannot be used: SQLite's native library cannot be"
                                + " loaded: ")
                .endsWith("-Djava.io.tmpdir=FOLDER\n")
                .hasLineCount(1);
    }

    @Test
    void theDriversOwnSetting_isHeeded() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));

        jvm().option("-Dorg.sqlite.tmpdir=" + own).run("insert", folder.resolve("local.db"), "TOKEN");

        assertThat(libraries(cache)).isEmpty();
    }

    @Test
    void theDriversSettings_areAsTheyWereAfterLoading() {
        NativeLibrary.load();

        assertThat(System.getProperty("org.sqlite.lib.path")).isNull();
        assertThat(System.getProperty("org.sqlite.lib.name")).isNull();
        assertThat(System.getProperty("org.sqlite.tmpdir")).isNull();
    }

    private void assertWrites(String name) {
        assertThat(jvm().run("insert", folder.resolve("local.db"), name)).isEqualTo("unconfirmed 0\n");
    }

    private ChildJvm jvm() {
        return ChildJvm.plain().option("-Djava.io.tmpdir=" + temporary).environment("XDG_CACHE_HOME", cache.toString());
    }

    private static List<Path> libraries(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
