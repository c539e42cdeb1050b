// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name that the file of a local store has when it is out of use: {@code local.db-moved}, or with a number behind it. */
final class RetiredFile {
    private RetiredFile() {}

    static Path rename(Path file) {
        try {
            Path retired = file.resolveSibling(file.getFileName() + "-moved");
            for (int number = 2; Files.exists(retired); number++) {
                retired = file.resolveSibling(file.getFileName() + "-moved-" + number);
            }
            return Files.move(file, retired);
        } catch (IOException e) {
            throw SqliteFailure.of(e, file);
        }
    }
}
