// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * A package for Fedora, Red Hat and SUSE, the same to the byte for the same folder, with what {@link DebianPackage} has. It has
 * no scripts and runs nothing when it is installed. It is not signed.
 */
final class RpmPackage {
    private static final String RELEASE = "1";
    private static final String DESCRIPTION =
            """
            Kist encrypts secrets on the machine of whoever writes them, stores them in a
            collection of the team's own database, with all their versions, and gives them
            to programs when these start. There is no server to run.

            The package brings a Java runtime of its own.""";

    private static final int DIRECTORY = 040755;
    private static final int LINK = 0120777;
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    // How versions are compared: 2 is less, 4 greater, 8 equal. The bit 24 marks what rpm itself has to know.
    private static final int AT_LEAST = 4 | 8;
    private static final int EXACTLY = 8;
    private static final int OF_RPM = 1 << 24 | 2 | 8;
    private static final int SHA256 = 8;

    private final String version;
    private final Platform platform;
    private final int time;
    private final SortedMap<String, SystemFile> files = new TreeMap<>();

    private RpmPackage(String version, Platform platform, Instant time) {
        this.version = version(version);
        this.platform = platform;
        this.time = Math.toIntExact(time.getEpochSecond());
    }

    /** The name of the file. What sorts before a release has {@code ~} in its version there. */
    static String name(String version, Platform platform) {
        return "kist-" + version(version) + "-" + RELEASE + "." + platform.rpmName() + ".rpm";
    }

    private static String version(String version) {
        return version.replace('-', '~');
    }

    /** Writes one of {@code folder}, which is what the archive holds. */
    static void write(Path folder, Path file, String version, Platform platform, Instant time) throws IOException {
        RpmPackage made = new RpmPackage(version, platform, time);
        for (SystemFile each : SystemFiles.of(folder, "site-functions", "usr/share/licenses/kist/LICENSE")) {
            made.add(each);
        }
        byte[] cpio = made.cpio();
        byte[] payload = SystemFiles.gzip(cpio);
        byte[] header = made.header(payload);
        byte[] signature = signature(header, payload, cpio.length);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(made.lead());
            out.write(signature);
            out.write(new byte[-signature.length & 7]);
            out.write(header);
            out.write(payload);
        }
    }

    /** With the folders that are Kist's own, so that they go when the package goes. */
    private void add(SystemFile file) {
        files.put(file.path(), file);
        for (String path = parent(file.path()); path.contains("kist"); path = parent(path)) {
            files.put(path, SystemFile.plain(path, new byte[0]));
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    private boolean isDirectory(SystemFile file) {
        String below = file.path() + "/";
        SortedMap<String, SystemFile> rest = files.tailMap(below);
        return !rest.isEmpty() && rest.firstKey().startsWith(below);
    }

    private int mode(SystemFile file) {
        if (isDirectory(file)) {
            return DIRECTORY;
        }
        return file.link().isPresent() ? LINK : file.isExecutable() ? EXECUTABLE : PLAIN;
    }

    /** What stands in the file: for a link, where it leads. */
    private static byte[] content(SystemFile file) {
        return file.link().map(link -> link.getBytes(StandardCharsets.UTF_8)).orElse(file.bytes());
    }

    private byte[] lead() {
        ByteBuffer lead = ByteBuffer.allocate(96);
        lead.putInt(0xedabeedb).put((byte) 3).put((byte) 0).putShort((short) 0);
        lead.putShort((short) (platform.rpmName().equals("aarch64") ? 19 : 1));
        lead.put(("kist-" + version + "-" + RELEASE).getBytes(StandardCharsets.US_ASCII));
        return lead.position(76).putShort((short) 1).putShort((short) 5).array();
    }

    private static byte[] signature(byte[] header, byte[] payload, int unpacked) {
        byte[] all = ByteBuffer.allocate(header.length + payload.length)
                .put(header)
                .put(payload)
                .array();
        return new RpmHeader(RpmHeader.SIGNATURES)
                .text(273, sha256(header))
                .numbers(1000, all.length)
                .bytes(1004, digest("MD5", all))
                .numbers(1007, unpacked)
                .toBytes();
    }

    private byte[] header(byte[] payload) {
        RpmHeader header = new RpmHeader(RpmHeader.IMMUTABLE)
                .texts(100, List.of("C"))
                .text(1000, "kist")
                .text(1001, version)
                .text(1002, RELEASE)
                .translated(1004, "Secrets manager for teams that already run MongoDB")
                .translated(1005, DESCRIPTION)
                .numbers(1006, time)
                .text(1007, "localhost")
                .numbers(
                        1009,
                        files.values().stream()
                                .mapToInt(file -> content(file).length)
                                .sum())
                .text(1014, "Apache-2.0")
                .translated(1016, "Applications/System")
                .text(1020, "https://github.com/kist-dev/kist")
                .text(1021, "linux")
                .text(1022, platform.rpmName())
                .text(1044, "kist-" + version + "-" + RELEASE + ".src.rpm")
                .texts(1047, List.of("kist"))
                .numbers(1112, EXACTLY)
                .texts(1113, List.of(version + "-" + RELEASE))
                .texts(
                        1049,
                        List.of(
                                "/bin/sh",
                                "glibc",
                                "rpmlib(CompressedFileNames)",
                                "rpmlib(FileDigests)",
                                "rpmlib(PayloadFilesHavePrefix)",
                                "rpmlib(TildeInVersions)"))
                .numbers(1048, 0, AT_LEAST, OF_RPM, OF_RPM, OF_RPM, OF_RPM)
                .texts(1050, List.of("", "2.17", "3.0.4-1", "4.6.0-1", "4.0-1", "4.10.0-1"))
                .text(1064, "4.18.0")
                .text(1124, "cpio")
                .text(1125, "gzip")
                .text(1126, "6")
                .texts(5092, List.of(sha256(payload)))
                .numbers(5093, SHA256);
        files(header);
        return header.toBytes();
    }

    private void files(RpmHeader header) {
        Collection<SystemFile> all = files.values();
        List<String> folders = new ArrayList<>(new LinkedHashSet<>(texts(file -> "/" + parent(file.path()) + "/")));
        int[] places = IntStream.rangeClosed(1, all.size()).toArray();
        header.numbers(1028, numbers(file -> content(file).length))
                .shortNumbers(1030, numbers(this::mode))
                .shortNumbers(1033, new int[all.size()])
                .numbers(1034, numbers(file -> time))
                .texts(1035, texts(file -> mode(file) == PLAIN || mode(file) == EXECUTABLE ? sha256(file.bytes()) : ""))
                .texts(1036, texts(file -> file.link().orElse("")))
                .numbers(1037, new int[all.size()])
                .texts(1039, texts(file -> "root"))
                .texts(1040, texts(file -> "root"))
                .numbers(1045, numbers(file -> -1))
                .numbers(1095, numbers(file -> 1))
                .numbers(1096, places)
                .texts(1097, texts(file -> ""))
                .numbers(1116, numbers(file -> folders.indexOf("/" + parent(file.path()) + "/")))
                .texts(1117, texts(file -> file.path().substring(file.path().lastIndexOf('/') + 1)))
                .texts(1118, folders)
                .numbers(5011, SHA256);
    }

    private List<String> texts(Function<SystemFile, String> of) {
        return files.values().stream().map(of).toList();
    }

    private int[] numbers(ToIntFunction<SystemFile> of) {
        return files.values().stream().mapToInt(of).toArray();
    }

    private byte[] cpio() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream out = new CpioArchiveOutputStream(bytes, CpioConstants.FORMAT_NEW)) {
            int place = 1;
            for (SystemFile file : files.values()) {
                byte[] content = content(file);
                CpioArchiveEntry entry = new CpioArchiveEntry("./" + file.path(), content.length);
                entry.setMode(mode(file));
                entry.setTime(time);
                entry.setInode(place++);
                entry.setNumberOfLinks(isDirectory(file) ? 2 : 1);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
