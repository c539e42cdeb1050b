package dev.kist.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Set;

/** Why a file cannot be read or written, in words. */
public final class FileFault {
    /** What the system says where no name of a file goes with it: to a stream that is open. */
    private static final Set<String> SYSTEM = Set.of(
            "No space left on device",
            "Disk quota exceeded",
            "Bad file descriptor",
            "Is a directory",
            "Input/output error",
            "Broken pipe",
            "File too large",
            "Read-only file system");

    private FileFault() {}

    /** The reason, to stand behind a colon. */
    public static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
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
        if (e instanceof FileSystemLoopException) {
            return "its links go in a circle";
        }
        // The system's own words; those of other exceptions could hold anything.
        if (e instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason().toLowerCase(Locale.ROOT);
        }
        String message = String.valueOf(e.getMessage());
        return SYSTEM.contains(message) ? message.toLowerCase(Locale.ROOT) : "the system refuses it";
    }
}
