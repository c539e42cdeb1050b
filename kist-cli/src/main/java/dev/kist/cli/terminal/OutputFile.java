// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Files that a user names for values to be written to. A plain file is replaced as a whole, with mode 0600 from the first
 * byte, so that a reader sees old or new. Behind a symbolic link that is the file that it leads to. Where a file cannot be
 * replaced, as one that is mounted by itself, or has other names by hard links, it is written in its place; pipes, devices and what is open are written
 * through.
 */
public final class OutputFile {
    private static final int MOST_LINKS = 40;
    private static final Set<String> STANDARD_ERROR = Set.of("/dev/stderr", "/dev/fd/2", "/proc/self/fd/2");
    private static final Pattern DESCRIPTOR =
            Pattern.compile("/dev/stderr|/dev/fd/[0-9]+|/proc/(self|[0-9]+)/fd/[0-9]+");
    private static final String OWNER_ALONE = "rw-------";

    private OutputFile() {}

    /** Whether the name stands for standard output, whatever that is. */
    public static boolean isStandard(String name) {
        return name.equals("-")
                || name.equals("/dev/stdout")
                || name.equals("/dev/fd/1")
                || name.equals("/proc/self/fd/1");
    }

    /**
     * The file of that name, from {@code directory} on.
     *
     * @throws InvalidInputException if it is the name of a folder
     */
    public static Path in(Path directory, String name) {
        if (name.endsWith("/")) {
            throw new InvalidInputException(
                    name + " cannot be written: it is the name of a folder", "name the file in it");
        }
        return directory.resolve(name);
    }

    /**
     * Replaces {@code file}, or makes it.
     *
     * @throws InvalidInputException if it cannot be written; a file that could be replaced is then as it was
     */
    public static void replace(Path file, String text) {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with {@code content} as it is. */
    public static void replace(Path file, byte[] content) {
        try {
            if (isWrittenThrough(file)) {
                writeThrough(file, content);
                return;
            }
            Path target = behindLinks(file);
            if (hasOtherNames(target) || !replaceWhole(target, content)) {
                restrict(target);
                write(target, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * Writes behind what {@code file} holds, on a line of its own; makes it with mode 0600 if it is not there.
     *
     * @throws InvalidInputException if it cannot be written
     */
    public static void append(Path file, String text) {
        try {
            if (isWrittenThrough(file)) {
                writeThrough(file, text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            Path target = behindLinks(file);
            if (!Files.exists(target)) {
                PrivateFile.create(target, text);
                return;
            }
            write(
                    target,
                    ((endsInLine(target) ? "" : "\n") + text).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static InvalidInputException cannotWrite(Path file, IOException e) {
        return new InvalidInputException(
                file + " cannot be written: " + FileReason.of(e),
                "check that the folder exists, that you may write there, and that the disk is not full");
    }

    /** Beside it, then renamed; false if the system refuses that for a file that is there. */
    private static boolean replaceWhole(Path target, byte[] content) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            PrivateFile.create(beside, content);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (FileSystemException e) {
            boolean isOfItsPlace = e instanceof AccessDeniedException || isBusy(e);
            if (isOfItsPlace && Files.isRegularFile(target) && Files.isWritable(target)) {
                return false;
            }
            throw e;
        } finally {
            deleteIfLeft(beside);
        }
    }

    /** By hard links, under which the old content would stay. */
    private static boolean hasOtherNames(Path target) {
        try {
            return Files.isRegularFile(target)
                    && Files.getAttribute(target, "unix:nlink") instanceof Integer count
                    && count > 1;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** As for a file that is mounted by itself, in a container. */
    private static boolean isBusy(FileSystemException e) {
        String reason = String.valueOf(e.getReason());
        return reason.contains("busy") || reason.contains("cross-device") || reason.contains("Read-only");
    }

    /** What is no plain file, and what someone has opened, whatever that is. */
    private static boolean isWrittenThrough(Path file) {
        return isDescriptor(file) || (Files.exists(file) && !Files.isRegularFile(file));
    }

    private static boolean isDescriptor(Path file) {
        return DESCRIPTOR.matcher(file.toString()).matches();
    }

    /** A pipe, a terminal, a device: whatever reads it is the user's business. A folder is refused by the system. */
    private static void writeThrough(Path file, byte[] content) throws IOException {
        if (STANDARD_ERROR.contains(file.toString())) {
            // Not closed: it is everyone's.
            new FileOutputStream(FileDescriptor.err).write(content);
        } else if (Files.isRegularFile(file)) {
            write(file, content, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } else {
            write(file, content, StandardOpenOption.WRITE);
        }
    }

    private static void write(Path file, byte[] content, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static boolean endsInLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            return size == 0 || (channel.read(last, size - 1) == 1 && last.get(0) == '\n');
        }
    }

    /** Where a link leads to, which need not be there. */
    private static Path behindLinks(Path file) throws IOException {
        Path target = file;
        for (int i = 0; Files.isSymbolicLink(target); i++) {
            if (i == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "its links go in a circle");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static void restrict(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ALONE));
        } catch (IOException | UnsupportedOperationException e) {
            // Another user's file that this one may write: its mode is theirs to say.
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
