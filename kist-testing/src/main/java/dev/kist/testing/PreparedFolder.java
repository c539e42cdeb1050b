package dev.kist.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that is filled once and then used by every test JVM. A lock beside it keeps a second JVM waiting while the
 * first one fills it; a marker, written last, tells a finished folder from one that was interrupted.
 */
final class PreparedFolder {

    private static final String MARKER = ".prepared";

    private PreparedFolder() {}

    /** Fills an empty folder. */
    interface Step {
        void fill(Path folder) throws IOException;
    }

    /**
     * Fills the folder, unless it was filled from the same sources before.
     *
     * @param sources what decides the folder's content; when it changes, the folder is filled again
     */
    static synchronized Path prepare(Path folder, String sources, Step step) throws IOException {
        Files.createDirectories(folder.resolveSibling("."));
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Path marker = folder.resolve(MARKER);
            if (!lock.isValid()
                    || !Files.exists(marker)
                    || !Files.readString(marker).equals(sources)) {
                AtExit.deleteTree(folder);
                Files.createDirectories(folder);
                step.fill(folder);
                Files.writeString(marker, sources);
            }
        }
        return folder;
    }
}
