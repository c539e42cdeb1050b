// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.spi.SecretWrite;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredSamples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local store and other processes: several at once, killed ones, full disks, files that cannot be written. */
final class ProcessesTest {
    private final Path folder;
    private final Path file;

    ProcessesTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("local.db");
    }

    @Test
    void twoProcesses_makingTheFileAtOnce_bothWrite() {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(ChildJvm.plain().start("insert", file, "NAME_" + i));
        }

        for (Process process : processes) {
            assertThat(ChildJvm.outputOf(process)).isEqualTo("unconfirmed 0\n");
        }
        assertThat(RawFile.query(file, "SELECT count(*) FROM secrets")).isEqualTo("4");
    }

    @Test
    void twoProcesses_raisingOneSecretAtOnce_loseNoVersion() {
        ChildJvm.plain().run("insert", file, "TOKEN");

        Process one = ChildJvm.plain().start("raise", file, 40);
        Process other = ChildJvm.plain().start("raise", file, 40);

        assertThat(ChildJvm.outputOf(one)).isEqualTo("done\n");
        assertThat(ChildJvm.outputOf(other)).isEqualTo("done\n");
        assertThat(RawFile.query(file, "SELECT document ->> 'version' FROM secrets"))
                .isEqualTo("81");
        assertThat(RawFile.query(file, "SELECT count(*) || ' ' || min(version) || ' ' || max(version) FROM history"))
                .isEqualTo("80 1 80");
    }

    @Test
    void aProcessThatIsKilled_losesNothingAcknowledged() throws IOException, InterruptedException {
        for (int round = 0; round < 4; round++) {
            Process process = ChildJvm.plain().start("insert-forever", file, "ROUND_" + round + "_");
            List<String> acknowledged = new ArrayList<>();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                while (acknowledged.size() < 10 + 7 * round) {
                    acknowledged.add(lines.readLine());
                }
                // Process.destroyForcibly would close the output that is still to be read.
                process.toHandle().destroyForcibly();
                lines.lines().forEach(acknowledged::add);
            }
            process.waitFor();

            assertThat(ChildJvm.plain().run("count", file)).startsWith("found ");
            assertThat(RawFile.query(file, "PRAGMA integrity_check")).isEqualTo("ok");
            int found = Integer.parseInt(RawFile.query(
                    file, "SELECT count(*) FROM secrets WHERE key LIKE 'ROUND#_" + round + "#_%' ESCAPE '#'"));
            assertThat(found).isBetween(acknowledged.size(), acknowledged.size() + 1);
            assertThat(RawFile.query(
                            file,
                            "SELECT count(*) FROM secrets WHERE key = '" + acknowledged.get(acknowledged.size() - 1)
                                    + "'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void theFile_isForItsOwnerAlone_whateverTheUmask() throws IOException {
        assumeTrue(ChildJvm.canRun("sh", "-c", "true"), "skipped: needs a POSIX shell");
        ChildJvm.by("sh", "-c", "umask 0; exec \"$@\"", "sh").run("insert", file, "TOKEN");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFullDisk_isNamed_andEverythingAcknowledgedIsThere() {
        assumeTrue(
                ChildJvm.canRun("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder.toString()),
                "skipped: needs unshare and leave to mount a tmpfs");
        String output =
                inNamespace("mount -t tmpfs -o size=500k tmpfs " + folder).run("fill", file);

        assertThat(output).contains("the disk is full; nothing was written / make room where");
        int acknowledged = Integer.parseInt(output.replaceAll("(?s).*acknowledged (\\d+).*", "$1"));
        assertThat(acknowledged).isPositive();
        assertThat(output).endsWith("found " + acknowledged + "\n");
    }

    @Test
    void aFullDisk_fromTheStart_isNamed() {
        assumeTrue(
                ChildJvm.canRun("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder.toString()),
                "skipped: needs unshare and leave to mount a tmpfs");
        String output = inNamespace("mount -t tmpfs -o size=4k tmpfs " + folder + "; head -c 4096 /dev/zero > "
                        + folder.resolve("other"))
                .run("insert", file, "TOKEN");

        assertThat(output).startsWith("StoreUnavailableException: ").contains("the disk is full; nothing was written");
    }

    @Test
    void aReadOnlyFileSystem_canBeRead_andWritingSaysWhy() {
        assumeTrue(
                ChildJvm.canRun("unshare", "-rm", "mount", "--bind", folder.toString(), folder.toString()),
                "skipped: needs unshare and leave to mount");
        ChildJvm.plain().run("insert", file, "TOKEN");
        String readOnly = "mount --bind " + folder + " " + folder + " && mount -o remount,bind,ro " + folder;

        assertThat(inNamespace(readOnly).run("count", file)).isEqualTo("found 1\n");
        assertThat(inNamespace(readOnly).run("insert", file, "OTHER"))
                .startsWith("StoreUnavailableException: the local store " + file
                        + " cannot be used: it cannot be written: the file or its folder is read-only");
        assertThat(inNamespace(readOnly).run("insert", folder.resolve("new.db"), "OTHER"))
                .startsWith("StoreUnavailableException: ")
                .contains("Read-only file system");
    }

    @Test
    void aFileOrFolderWithoutLeaveToWrite_canBeRead_andWritingSaysWhy() throws IOException {
        String[] withoutPowers = "root".equals(System.getProperty("user.name"))
                ? new String[] {"setpriv", "--bounding-set=-all", "--inh-caps=-all"}
                : new String[] {"env"};
        assumeTrue(
                withoutPowers[0].equals("env") || ChildJvm.canRun("setpriv", "--bounding-set=-all", "true"),
                "skipped: needs setpriv when it is run by root");
        ChildJvm.plain().run("insert", file, "TOKEN");

        for (String modes : List.of("r-xr-xr-x r--------", "rwxr-xr-x r--------", "r-xr-xr-x rw-------")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(modes.substring(0, 9)));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes.substring(10)));

            assertThat(ChildJvm.by(withoutPowers).run("count", file)).isEqualTo("found 1\n");
            assertThat(ChildJvm.by(withoutPowers).run("insert", file, "OTHER"))
                    .as(modes)
                    .startsWith("StoreUnavailableException: the local store " + file + " cannot be used: ")
                    .containsAnyOf("its folder is read-only", "its folder cannot be written to");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assertThat(ChildJvm.by(withoutPowers).run("count", file)).startsWith("StoreUnavailableException: ");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        assertThat(ChildJvm.by(withoutPowers).run("count", file)).contains("permission denied");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void manyLargeValues_areReadInLittleMemory() {
        try (SqliteStore store =
                new SqliteStore(new StoreLocation.LocalFile(file, "secrets"), Duration.ofSeconds(20))) {
            List<SecretWrite> writes = IntStream.range(0, 60)
                    .mapToObj(i -> StoredSamples.insert(StoredSamples.secret("LARGE_" + i)
                            .withCiphertexts(StoredSamples.ciphertext(1024 * 1024), null)))
                    .toList();
            assertThat(store.write(writes)).isEmpty();
        }

        assertThat(ChildJvm.plain().run("count", file)).isEqualTo("found 60\n");
    }

    private static ChildJvm inNamespace(String preparation) {
        return ChildJvm.by("unshare", "-rm", "sh", "-c", "{ " + preparation + "; } && exec \"$@\"", "sh");
    }
}
