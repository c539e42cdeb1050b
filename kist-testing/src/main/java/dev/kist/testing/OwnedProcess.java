// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that never outlives this JVM, however the JVM ends. A shutdown hook kills it; and where the JVM is killed
 * itself, the pipe to the process's guard closes and the guard kills it.
 */
final class OwnedProcess {

    // The guard is a child of the process that it guards. A line on its input says that the process was ended on
    // purpose.
    private static final String GUARDED =
            """
            exec 3<&0
            (read -r line <&3 || kill -9 $$) >/dev/null 2>&1 &
            exec "$@" </dev/null 3<&-
            """;

    private final Process process;
    private final Path log;

    private OwnedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a command in a folder; what it prints is appended to the log. */
    static OwnedProcess start(List<String> command, Path folder, Path log) {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARDED, "sh"));
        guarded.addAll(command);
        try {
            Process process = new ProcessBuilder(guarded)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            AtExit.kill(process.toHandle());
            var unused = process.onExit().thenRun(() -> releaseGuard(process));
            return new OwnedProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL, to the process and all that it started; returns when they are gone. */
    void kill() {
        AtExit.killTree(process.toHandle());
    }

    /** SIGTERM, and SIGKILL after ten seconds; returns when the process is gone. */
    void stop() {
        process.toHandle().destroy();
        process.toHandle()
                .onExit()
                .completeOnTimeout(process.toHandle(), 10, TimeUnit.SECONDS)
                .join();
        kill();
    }

    /** SIGSTOP: it is there, and does nothing. */
    void suspend() {
        signal("STOP");
    }

    /** SIGCONT: it goes on. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        ProcessRun run = Command.of("kill", "-" + name, Long.toString(pid())).run();
        if (run.exitCode() != 0) {
            throw new IllegalStateException("kill -" + name + " failed: " + run.err());
        }
    }

    /** What the process printed. */
    String printed() {
        try {
            return Files.exists(log) ? Files.readString(log).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void releaseGuard(Process process) {
        try (OutputStream guard = process.getOutputStream()) {
            guard.write('\n');
        } catch (IOException e) {
            // The guard is gone already.
        }
    }
}
