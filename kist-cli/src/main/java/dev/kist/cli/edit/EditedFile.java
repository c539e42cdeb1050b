// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.edit;

import dev.kist.FileReason;
import dev.kist.InvalidInputException;
import dev.kist.cli.run.EditorProgram;
import dev.kist.cli.terminal.Input;
import dev.kist.cli.terminal.PrivateFile;
import dev.kist.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a person edits secrets: of mode 0600 in a folder of its own of mode 0700, in memory where the system has a
 * place for that. With all that the editor leaves beside it, it is gone when this is closed and when Kist is told to end; then
 * the editor is ended, too. Only {@code SIGKILL} leaves it behind.
 */
final class EditedFile implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final long PATIENCE_SECONDS = 2;

    private final Path folder;
    private final Path file;
    private final Thread atEnd = new Thread(this::end, "kist-edited-file");
    private volatile @Nullable Process editing;
    private volatile boolean isEnding;

    private EditedFile(Path folder, String name) {
        this.folder = folder;
        this.file = folder.resolve(name);
    }

    /**
     * Makes the file; where that is on a disk, it is said.
     *
     * @throws InvalidInputException if it cannot be made
     */
    static EditedFile create(Terminal terminal, Map<String, String> variables, String name, byte[] content) {
        try {
            Path folder = PrivateFile.createTemporaryFolder(place(terminal, variables), "kist-");
            EditedFile edited = new EditedFile(folder, name);
            Runtime.getRuntime().addShutdownHook(edited.atEnd);
            try {
                PrivateFile.create(edited.file, content);
            } catch (IOException e) {
                edited.close();
                throw e;
            }
            return edited;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "there is no place for a file to edit: " + FileReason.of(e),
                    "let XDG_RUNTIME_DIR name a folder that you may write to");
        }
    }

    private static Path place(Terminal terminal, Map<String, String> variables) {
        List<Path> inMemory = new ArrayList<>(List.of(MEMORY));
        String runtime = variables.getOrDefault("XDG_RUNTIME_DIR", "");
        if (runtime.startsWith("/")) {
            inMemory.add(Path.of(runtime));
        }
        return inMemory.stream()
                .filter(place -> Files.isDirectory(place) && Files.isWritable(place))
                .findFirst()
                .orElseGet(() -> {
                    terminal.warning(
                            "there is no file system in memory here: the file is on the disk while you edit it");
                    return Path.of(System.getProperty("java.io.tmpdir"));
                });
    }

    /**
     * Lets a person edit it.
     *
     * @return what it holds then
     * @throws InvalidInputException if the editor fails, or leaves no file
     */
    byte[] edit(EditorProgram editor) {
        int code = editor.run(file, process -> editing = process);
        editing = null;
        if (isEnding) {
            // Kist was told to end, and this thread has nothing more to say.
            waitForEnd();
        }
        if (code != 0) {
            throw new InvalidInputException(
                    "the editor " + editor.name() + " ended with " + code + ": nothing was written",
                    "set VISUAL or EDITOR to the editor that you want");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(
                    "the editor left no file: nothing was written", "save it under the name that it had");
        }
        byte[] content = Input.readFile(file, MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
            throw new InvalidInputException(
                    "the file is larger than 64 MiB: nothing was written", "keep large files elsewhere");
        }
        return content;
    }

    /** Whether nothing of a person's would be lost with it: it is as it was made, or there is none. */
    boolean holds(byte[] made) {
        return !Files.isRegularFile(file) || Arrays.equals(made, Input.readFile(file, MAX_BYTES + 1));
    }

    private static void waitForEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        isEnding = true;
        Process process = editing;
        if (process != null) {
            List<ProcessHandle> started = process.descendants().toList();
            started.forEach(ProcessHandle::destroy);
            process.destroy();
            try {
                process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            started.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            // Nothing more can be done; the folder is readable by its owner alone.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // Kist is ending already, and the hook does the same.
        }
        delete();
    }
}
