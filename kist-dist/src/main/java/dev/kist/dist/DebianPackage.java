// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataConsumer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.PackagingException;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarArchiveEntry;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarConstants;

/**
 * A package for Debian and Ubuntu with the {@link SystemFiles}, the same to the byte for the same folder. It has no scripts and
 * runs nothing when it is installed.
 */
final class DebianPackage {
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    private final Path folder;
    private final Instant time;

    private DebianPackage(Path folder, Instant time) {
        this.folder = folder;
        this.time = time;
    }

    /** The name of the file. */
    static String name(String version, Platform platform) {
        return "kist_" + SystemFiles.version(version) + "_" + platform.debianName() + ".deb";
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
        DebMaker maker = new DebMaker(new Silence(), List.of(made::files), List.of());
        maker.setControl(control.toFile());
        maker.setDeb(file.toFile());
        maker.setEncoding(StandardCharsets.UTF_8);
        maker.setResolver(Map.of("version", SystemFiles.version(version), "architecture", platform.debianName())::get);
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

    private void files(DataConsumer out) throws IOException {
        for (SystemFile file : SystemFiles.of(folder, "vendor-completions", "usr/share/doc/kist/copyright")) {
            Optional<String> link = file.link();
            TarArchiveEntry entry = link.isPresent()
                    ? new TarArchiveEntry(file.path(), TarConstants.LF_SYMLINK)
                    : new TarArchiveEntry(file.path());
            entry.setIds(0, 0);
            entry.setNames("root", "root");
            entry.setModTime(time.toEpochMilli());
            if (link.isPresent()) {
                entry.setLinkName(link.get());
                out.onEachLink(entry);
                continue;
            }
            entry.setMode(file.isExecutable() ? EXECUTABLE : PLAIN);
            entry.setSize(file.bytes().length);
            try (InputStream in = new ByteArrayInputStream(file.bytes())) {
                out.onEachFile(in, entry);
            }
        }
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
