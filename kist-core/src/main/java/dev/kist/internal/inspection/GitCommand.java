// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks git, in one folder. What the repository's own settings name is not run; a call ends after its time. Git sees none of
 * Kist's own variables: no key, no connection string.
 */
final class GitCommand {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> COMMAND =
            List.of("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null");

    private final Path folder;
    private final Map<String, String> variables;
    private final Duration timeout;

    GitCommand(Path folder, Map<String, String> variables) {
        this(folder, variables, TIMEOUT);
    }

    GitCommand(Path folder, Map<String, String> variables, Duration timeout) {
        this.folder = folder.toAbsolutePath();
        this.variables = new HashMap<>(variables);
        this.variables.keySet().removeIf(name -> name.startsWith("KIST_"));
        this.timeout = timeout;
    }

    /** The lines that git prints; empty where it fails, is not there, or takes too long. */
    Optional<List<String>> lines(String... arguments) {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        return run(command);
    }

    Optional<List<String>> run(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            String text = output(process);
            boolean isDone = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
            return isDone ? Optional.of(text.lines().toList()) : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Read on another thread: a process that prints nothing and does not end would be waited for without end. */
    private String output(Process process) throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<String> reading = new FutureTask<>(() -> read(process));
        Thread thread = new Thread(reading, "kist-git");
        thread.setDaemon(true);
        thread.start();
        return reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String read(Process process) {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
