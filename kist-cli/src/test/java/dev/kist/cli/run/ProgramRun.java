// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a finished process left behind. */
record ProgramRun(int exitCode, long pid, String out, String err) {
    private static final int SECONDS = 60;

    static ProgramRun of(List<String> command) throws IOException, InterruptedException {
        return of(command, Map.of());
    }

    static ProgramRun of(List<String> command, Map<String, String> variables) throws IOException, InterruptedException {
        Path out = Files.createTempFile("run", "out");
        Path err = Files.createTempFile("run", "err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + command);
            }
            return new ProgramRun(
                    process.exitValue(),
                    process.pid(),
                    new String(Files.readAllBytes(out), UTF_8),
                    new String(Files.readAllBytes(err), UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
