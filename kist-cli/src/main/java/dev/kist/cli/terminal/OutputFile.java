package dev.kist.cli.terminal;

import dev.kist.secret.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
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
            write(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + " cannot be written: " + e.getClass().getSimpleName(),
                    "check that the folder exists, that you may write there, and that the disk is not full");
        } finally {
            deleteIfLeft(beside);
        }
    }

    private static void write(Path file, String text) throws IOException {
        FileAttribute<?>[] attributes =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
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
