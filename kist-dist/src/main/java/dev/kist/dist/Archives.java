// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Files that hold a folder, the same to the byte for the same folder: in the order of their paths, with one time for all, of
 * user and group 0, readable by all, executable where the file is.
 */
final class Archives {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private Archives() {}

    /** Writes {@code folder}, under its own name, as a compressed tar file. */
    static void tarGz(Path folder, Path file, Instant time) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(9);
        // "Unknown", whatever the system that writes it.
        parameters.setOperatingSystem(255);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(
                        new GzipCompressorOutputStream(out, parameters), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path each : sorted(folder)) {
                tar(tar, each, name(folder, each), time);
            }
        }
    }

    private static void tar(TarArchiveOutputStream tar, Path file, String name, Instant time) throws IOException {
        TarArchiveEntry entry = Files.isSymbolicLink(file)
                ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK)
                : new TarArchiveEntry(name);
        if (entry.isSymbolicLink()) {
            entry.setLinkName(Files.readSymbolicLink(file).toString());
        }
        entry.setMode(mode(file));
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(FileTime.from(time));
        write(tar, entry, file);
    }

    /** Writes {@code folder}, under its own name, as a zip file. It must not hold links. */
    static void zip(Path folder, Path file, Instant time) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            for (Path each : sorted(folder)) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name(folder, each));
                entry.setUnixMode(mode(each) | (Files.isDirectory(each) ? 0040000 : 0100000));
                entry.setTime(FileTime.from(time));
                write(zip, entry, each);
            }
        }
    }

    private static <E extends ArchiveEntry> void write(ArchiveOutputStream<E> out, E entry, Path file)
            throws IOException {
        boolean isFile = Files.isRegularFile(file) && !Files.isSymbolicLink(file);
        if (isFile && entry instanceof TarArchiveEntry tar) {
            tar.setSize(Files.size(file));
        }
        out.putArchiveEntry(entry);
        if (isFile) {
            Files.copy(file, out);
        }
        out.closeArchiveEntry();
    }

    /** All that is in {@code folder}, itself first, in the order of the archives. */
    static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
                    .toList();
        }
    }

    private static String name(Path folder, Path file) {
        String name = folder.getFileName() + "/" + folder.relativize(file);
        name = file.equals(folder) ? folder.getFileName().toString() : name.replace('\\', '/');
        return Files.isDirectory(file) && !Files.isSymbolicLink(file) ? name + "/" : name;
    }

    private static int mode(Path file) {
        return Files.isExecutable(file) ? EXECUTABLE : PLAIN;
    }

    /** The SHA-256 of a file, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
