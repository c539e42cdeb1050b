// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Why a file cannot be read or written, in words for a message: an exception's name tells its reader nothing. */
public final class FileReason {
    private FileReason() {}

    /** The reason, to stand behind a colon. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (e instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        // The system's own words; those of other exceptions could hold anything.
        return e instanceof FileSystemException known && known.getReason() != null
                ? known.getReason().toLowerCase(Locale.ROOT)
                : e.getMessage() != null && e.getMessage().equals("Is a directory")
                        ? "it is a folder"
                        : "the system refuses it";
    }
}
