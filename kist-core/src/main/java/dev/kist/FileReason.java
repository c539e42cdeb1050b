// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Why a file cannot be read or written, in words for a message: an exception's name tells its reader nothing. */
public final class FileReason {
    /** What the system says of a stream that is open, where the exception names no file. */
    private static final Set<String> SYSTEM = Set.of(
            "No space left on device",
            "Disk quota exceeded",
            "Input/output error",
            "Broken pipe",
            "File too large",
            "Read-only file system");

    private FileReason() {}

    /** The reason, to stand behind a colon; never anything that the file or its name holds. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it already exists";
        }
        if (e instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (e instanceof FileSystemLoopException) {
            return "its links go in a circle";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        String said = Objects.requireNonNullElse(
                e instanceof FileSystemException known ? known.getReason() : e.getMessage(), "");
        return switch (said) {
            case "Is a directory" -> "it is a folder";
            case "Bad file descriptor" -> "it is closed";
            // The system's own words; those of other exceptions could hold anything.
            default ->
                SYSTEM.contains(said) || (e instanceof FileSystemException && !said.isEmpty())
                        ? said.toLowerCase(Locale.ROOT)
                        : "the system refuses it";
        };
    }
}
