// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    /** Runs one command of a step in a folder; its failure has the last line that it printed. */
    static void run(List<String> command, Path folder) throws IOException {
        Path log = Files.createTempFile("kist-testing", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            // A Go module is built as it is committed: by the Go that is here, without a C compiler.
            builder.environment().put("GOTOOLCHAIN", "local");
            builder.environment().put("CGO_ENABLED", "0");
            Process process = builder.start();
            AtExit.kill(process.toHandle());
            process.getOutputStream().close();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            AtExit.killTree(process.toHandle());
            if (!ended) {
                throw new IOException(command.get(0) + " did not end within 10 minutes");
            }
            if (process.exitValue() != 0) {
                List<String> printed = Files.readString(log).strip().lines().toList();
                throw new IOException(printed.isEmpty() ? command.get(0) + " failed" : printed.get(printed.size() - 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
