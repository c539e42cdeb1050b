// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small text file that Kist writes: with its mode from the first byte, without following a link, and as a whole, so that a
 * reader sees what was before or what is after. A process that is killed leaves the file as it was, and at worst a file
 * {@code .NAME.*.tmp} beside it.
 */
public final class OwnFile {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Locks are the process's own: threads of one have to wait for each other here. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;
    private final FileMode mode;

    /** The file at {@code file}, whether it is there or not. */
    public OwnFile(Path file, FileMode mode) {
        this.file = file;
        this.mode = mode;
    }

    /** What a change makes of a file's text. */
    public interface Change {
        /**
         * The text that is to be.
         *
         * @param text what it holds; empty if it does not exist or is empty
         * @return empty to leave it as it is
         */
        Optional<String> to(String text);
    }

    /**
     * Makes the file with {@code text}, and waits for the disk.
     *
     * @throws FileAlreadyExistsException if it is there, be it a link; nothing is overwritten
     */
    public void create(String text) throws IOException {
        write(file, text);
    }

    /** Makes the folder of the file, and those above it that are missing. */
    public void createFolders() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder, mode.ofFolder());
        }
    }

    /**
     * Changes the file, which is made if it does not exist, while no other process changes it in this way.
     *
     * @return whether it was changed
     * @throws IOException if it is a link, or cannot be written; it is as it was
     */
    public boolean change(Change change) throws IOException {
        synchronized (IN_THIS_PROCESS) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                // A change that leaves all as it is must not leave an empty file.
                if (change.to("").isEmpty()) {
                    return false;
                }
                makeEmpty();
            }
            return changeLocked(change);
        }
    }

    private void makeEmpty() throws IOException {
        try {
            write(file, "");
        } catch (FileAlreadyExistsException e) {
            // Another process made it.
        }
    }

    private boolean changeLocked(Change change) throws IOException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            Object before = identity();
            try (FileChannel channel = FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
                    FileLock lock = lock(channel, deadline)) {
                // Whoever had the lock before put another file in the place of this one.
                if (lock != null && before != null && before.equals(identity())) {
                    Optional<String> text = change.to(new String(SmallFile.read(file), StandardCharsets.UTF_8));
                    if (text.isPresent()) {
                        replace(text.get());
                    }
                    return text.isPresent();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new FileSystemException(file.toString(), null, "another process keeps it locked");
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel, long deadline) throws IOException {
        FileLock lock = channel.tryLock();
        while (lock == null && System.nanoTime() < deadline) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            lock = channel.tryLock();
        }
        return lock;
    }

    private @Nullable Object identity() throws IOException {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!is.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "is a link or no file: it is not written to");
        }
        return is.fileKey() == null ? file : is.fileKey();
    }

    /** Puts a new file in the place of this one. */
    private void replace(String text) throws IOException {
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + HexFormat.of().toHexDigits(RANDOM.nextLong()) + ".tmp");
        try {
            write(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void write(Path to, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                mode.ofFile())) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
