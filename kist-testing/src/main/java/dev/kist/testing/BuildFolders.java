// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build is: its root, and the folders under the root's {@code target/} that test support writes to. */
final class BuildFolders {

    private BuildFolders() {}

    /** The folder with {@code .mvn}, upwards from where the tests run. */
    static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder with .mvn at or above " + start);
    }

    /** A folder of the root's {@code target/}; it need not exist. */
    static Path target(String name) {
        return root().resolve("target").resolve(name);
    }

    /** A file or folder of this module's sources. */
    static Path source(String name) {
        return root().resolve("kist-testing").resolve(name);
    }

    /** A new folder, deleted when this JVM ends. */
    static Path fresh(String prefix) {
        try {
            Path parent = Files.createDirectories(target("test-servers"));
            Path folder = Files.createTempDirectory(parent, prefix + "-");
            AtExit.delete(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
