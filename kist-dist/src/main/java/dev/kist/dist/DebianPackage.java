// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataConsumer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.PackagingException;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarArchiveEntry;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarConstants;

/**
 * A package for Debian and Ubuntu, the same to the byte for the same folder: the program in {@code /usr/lib/kist}, the command
 * in {@code /usr/bin}, pages and completions where the system looks for them. It has no scripts and runs nothing when it is
 * installed.
 */
final class DebianPackage {
    private static final String HOME = "usr/lib/kist";
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    private final Path folder;
    private final Instant time;

    private DebianPackage(Path folder, Instant time) {
        this.folder = folder;
        this.time = time;
    }

    /** The name of the file. What sorts before a release has {@code ~} in its version there. */
    static String name(String version, Platform platform) {
        return "kist_" + version(version) + "_" + platform.debianName() + ".deb";
    }

    private static String version(String version) {
        return version.replace('-', '~');
    }

    /**
     * Writes one.
     *
     * @param folder what the archive holds
     * @param control the folder that holds the file {@code control}
     */
    static void write(Path folder, Path control, Path file, String version, Platform platform, Instant time)
            throws IOException {
        DebianPackage made = new DebianPackage(folder, time);
        DebMaker maker = new DebMaker(new Silence(), List.of(made::program, made::forTheSystem), List.of());
        maker.setControl(control.toFile());
        maker.setDeb(file.toFile());
        maker.setEncoding(StandardCharsets.UTF_8);
        maker.setResolver(Map.of("version", version(version), "architecture", platform.debianName())::get);
        maker.setOutputTimestampMs(time.toEpochMilli());
        maker.setTarLongFileMode("posix");
        maker.setTarBigNumberMode("posix");
        try {
            maker.validate();
            maker.makeDeb();
        } catch (PackagingException e) {
            throw new IOException(e);
        }
    }

    /** Everything but what has its place elsewhere. */
    private void program(DataConsumer out) throws IOException {
        for (Path each : Archives.sorted(folder)) {
            String path = folder.relativize(each).toString();
            if (path.equals("share") || path.startsWith("share/")) {
                continue;
            }
            String name = HOME + "/" + path;
            if (Files.isSymbolicLink(each)) {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                entry.setLinkName(Files.readSymbolicLink(each).toString());
                own(entry);
                out.onEachLink(entry);
            } else if (Files.isRegularFile(each)) {
                file(out, name, Files.readAllBytes(each), Files.isExecutable(each) ? EXECUTABLE : PLAIN);
            }
        }
    }

    private void forTheSystem(DataConsumer out) throws IOException {
        Path share = folder.resolve("share");
        String launcher = Files.readString(folder.resolve("bin/kist"));
        String installed = launcher.replaceFirst("(?m)^installed=$", "installed=/" + HOME);
        if (installed.equals(launcher)) {
            throw new IOException("the launcher has no line installed=");
        }
        file(out, "usr/bin/kist", installed.getBytes(StandardCharsets.UTF_8), EXECUTABLE);
        for (Path each : Archives.sorted(share)) {
            if (Files.isRegularFile(each)) {
                String path = share.relativize(each).toString().replace("zsh/site-functions", "zsh/vendor-completions");
                boolean isPage = path.startsWith("man/");
                byte[] bytes = Files.readAllBytes(each);
                file(out, "usr/share/" + path + (isPage ? ".gz" : ""), isPage ? gzip(bytes) : bytes, PLAIN);
            }
        }
        String copyright = "Kist is under the Apache License 2.0: /usr/share/common-licenses/Apache-2.0\n"
                + "Its parts: /" + HOME + "/licences. Its Java runtime: /" + HOME + "/runtime/legal\n";
        file(out, "usr/share/doc/kist/copyright", copyright.getBytes(StandardCharsets.UTF_8), PLAIN);
    }

    private void file(DataConsumer out, String name, byte[] bytes, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(bytes.length);
        own(entry);
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            out.onEachFile(in, entry);
        }
    }

    private void own(TarArchiveEntry entry) {
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(time.toEpochMilli());
    }

    /** With no time and no name in it. */
    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** What jdeb does is not to be read by anyone. */
    private static final class Silence implements Console {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    }
}
