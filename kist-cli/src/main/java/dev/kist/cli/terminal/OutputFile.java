package dev.kist.cli.terminal;

import dev.kist.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that hold values: mode 0600 from the first byte, written beside and renamed, so that a reader sees old or new. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Replaces {@code file}, or makes it.
     *
     * @throws InvalidInputException if it cannot be written; then it is as it was, and nothing is left beside it
     */
    public static void replace(Path file, String text) {
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(file + " is a folder", "name a file");
            }
            PrivateFile.create(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be written: " + e.getClass().getSimpleName(),
                    "check that the folder exists, that you may write there, and that the disk is not full");
        } finally {
            deleteIfLeft(beside);
        }
    }

    private static void deleteIfLeft(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Nothing more can be done; the file is readable by its owner alone.
        }
    }
}
