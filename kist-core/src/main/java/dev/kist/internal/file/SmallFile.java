// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that is small where it is what it should be. A larger one is refused before memory is filled with it. */
public final class SmallFile {
    /** Some ten thousand lines of fingerprints, or of settings. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private SmallFile() {}

    /**
     * Its bytes.
     *
     * @throws IOException if it is over 4 MiB, is no plain file, or cannot be read
     */
    public static byte[] read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is no plain file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new FileSystemException(
                        file.toString(), null, "it is larger than four megabytes, far more than such a file has");
            }
            return bytes;
        }
    }

    /**
     * Its text, in UTF-8.
     *
     * @throws CharacterCodingException if it is not UTF-8
     * @throws IOException as {@link #read} throws it
     */
    public static String text(Path file) throws IOException {
        return Utf8.decode(read(file));
    }
}
