// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    @BeforeEach
    void assumeModes() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
    }

    @Test
    void whatIsTheUsersOwn_orIsNotThere_isFine() throws IOException {
        Path file = make("rw-r--r--");

        Ownership.requireOwn(file);
        Ownership.requireOwn(folder.resolve("nothing"));
        assertThat(Ownership.isOwn(file)).isTrue();
    }

    @Test
    void whatOthersMayWrite_isRefused() throws IOException {
        Path file = make("rw-r--rw-");

        assertThatThrownBy(() -> Ownership.requireOwn(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("everyone may write to it")
                .satisfies(e -> assertThat(((InvalidInputException) e).hint()).contains("run: chmod o-w " + file));
    }

    @Test
    void aNamedPipe_isRefused_asReadingItWouldWait() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString())
                        .start()
                        .waitFor()
                == 0);

        assertThatThrownBy(() -> Ownership.requireOwn(pipe)).hasMessageEndingWith("is not used: it is no plain file");
    }

    @Test
    void whatAnotherUserOwns_isRefused_andSoIsALinkOfTheirs() throws IOException {
        assumeRoot();
        Path file = make("rw-r--r--");
        Files.setAttribute(file, "unix:uid", NOBODY);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        for (Path path : new Path[] {file, link}) {
            assertThatThrownBy(() -> Ownership.requireOwn(path)).hasMessageContaining("belongs to");
        }
    }

    @Test
    void whatAGroupMayWrite_isFineOnlyWhereTheGroupIsTheUsersAlone() throws IOException {
        assumeRoot();
        Path file = make("rw-rw-r--");
        Files.setAttribute(file, "unix:gid", 0);
        // Root's own group has nobody else in it here, or somebody: what the machine's files say decides.
        boolean isAlone = Files.readAllLines(Path.of("/etc/passwd")).stream()
                .noneMatch(line -> line.split(":")[3].equals("0") && !line.startsWith("root:"));
        assertThat(Ownership.isOwn(file)).isEqualTo(isAlone);

        Files.setAttribute(file, "unix:gid", NOBODY);

        assertThatThrownBy(() -> Ownership.requireOwn(file)).hasMessageContaining("the group");
    }

    @Test
    void readableByOthers_isSeen() throws IOException {
        assertThat(Ownership.isReadableByOthers(make("rw-------"))).isFalse();
        assertThat(Ownership.isReadableByOthers(make("rw-r-----"))).isTrue();
        assertThat(Ownership.isReadableByOthers(make("rw----r--"))).isTrue();
    }

    private Path make(String mode) throws IOException {
        Path file = folder.resolve("file-" + mode);
        Files.createFile(file);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static void assumeRoot() throws IOException {
        assumeTrue("root".equals(Ownership.user()), "only root can give files away");
    }
}
