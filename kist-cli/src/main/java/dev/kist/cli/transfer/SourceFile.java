// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A plain file as it was when it was read, so that it is deleted only if nobody changed it since.
 *
 * @param shown the file as the person called it
 * @param path where it is
 * @param modified when it was changed last, before it was read
 */
record SourceFile(String shown, Path path, FileTime modified) {
    /** The file before it is read; empty if it is not a plain file: a link, a pipe, a folder. */
    static Optional<SourceFile> of(Path path, String shown) {
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(new SourceFile(shown, path, Files.getLastModifiedTime(path)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Deletes it.
     *
     * @return whether it was as it was read, and is gone
     * @throws IOException if it cannot be deleted
     */
    boolean delete() throws IOException {
        return modified.equals(Files.getLastModifiedTime(path)) && Files.deleteIfExists(path);
    }
}
