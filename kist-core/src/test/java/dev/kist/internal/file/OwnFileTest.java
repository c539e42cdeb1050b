// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFileTest {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    @TempDir
    Path folder;

    @BeforeEach
    void assumeModes() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    /** Whatever stands in the folder is looked at all the time while files are made and replaced in it. */
    @Test
    void privateFiles_areTheirOwnersAloneFromTheFirstByte() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ExecutorService watcher = Executors.newSingleThreadExecutor();
        try {
            Future<?> watching = watcher.submit(() -> {
                while (!isOver.get()) {
                    look(seen);
                }
                return null;
            });
            for (int i = 0; i < 300; i++) {
                new OwnFile(folder.resolve("made-" + i), FileMode.PRIVATE).create("secret");
                String number = Integer.toString(i);
                new OwnFile(folder.resolve("changed"), FileMode.PRIVATE).change(text -> Optional.of(text + number));
            }
            isOver.set(true);
            watching.get();
        } finally {
            isOver.set(true);
            watcher.shutdownNow();
        }
        assertThat(seen).containsExactly("600");
    }

    private void look(Set<String> seen) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                try {
                    Set<PosixFilePermission> is = Files.getPosixFilePermissions(file);
                    seen.add(is.stream().anyMatch(OTHERS::contains) ? file + " is " + is : "600");
                } catch (NoSuchFileException e) {
                    // Replaced meanwhile.
                }
            }
        }
    }

    @Test
    void sharedFiles_canBeWrittenByTheirOwnerAlone() throws IOException {
        Path file = folder.resolve("shared");
        new OwnFile(file, FileMode.SHARED).create("text");

        assertThat(Files.getPosixFilePermissions(file))
                .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    }

    @Test
    void links_areNotFollowed() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "mine");
        for (Path to : List.of(target, folder.resolve("nothing"))) {
            Path link = Files.createSymbolicLink(folder.resolve("link-to-" + to.getFileName()), to);
            OwnFile file = new OwnFile(link, FileMode.PRIVATE);

            assertThatThrownBy(() -> file.create("secret")).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> file.change(text -> Optional.of("secret"))).isInstanceOf(IOException.class);
            assertThat(Files.isSymbolicLink(link)).isTrue();
        }
        assertThat(target).hasContent("mine");
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void changesOfManyAtOnce_areAllKept() throws Exception {
        Path file = folder.resolve("numbers");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String line = i + "\n";
                tasks.add(() -> new OwnFile(file, FileMode.SHARED).change(text -> Optional.of(text + line)));
            }
            for (Future<Boolean> each : threads.invokeAll(tasks)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(file)).hasSize(64).doesNotHaveDuplicates();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void change_toNothing_makesNoFile() throws IOException {
        Path file = folder.resolve("none");

        assertThat(new OwnFile(file, FileMode.SHARED).change(text -> Optional.empty()))
                .isFalse();

        assertThat(file).doesNotExist();
    }
}
