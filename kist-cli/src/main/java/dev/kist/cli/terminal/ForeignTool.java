package dev.kist.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of the system whose answer Kist reads, such as {@code git}. It is killed when it takes too long, gets no input,
 * and sees of the environment variables only the few that it needs: no key, no connection string.
 */
public final class ForeignTool {
    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "TMPDIR", "SystemRoot");
    private static final int MAX_ANSWER = 16 * 1024 * 1024;

    private final Path directory;
    private final Map<String, String> variables;
    private final Duration patience;

    /** Runs in {@code directory}, each time for at most {@code patience}. */
    public ForeignTool(Path directory, Map<String, String> variables, Duration patience) {
        this.directory = directory;
        this.variables = variables;
        this.patience = patience;
    }

    /** What it prints; empty where it is not there, fails, or takes too long. */
    public Optional<String> answer(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.clear();
        PASSED_ON.forEach(name -> {
            String value = variables.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        });
        environment.put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return answer(process);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> answer(Process process) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Thread reader = new Thread(() -> answer.complete(read(process.getInputStream())), "kist-tool");
        reader.setDaemon(true);
        reader.start();
        try {
            // What it started may hold its output open when it has ended itself: both have one time.
            long end = System.nanoTime() + patience.toNanos();
            byte[] bytes = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            boolean isDone = process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return isDone && process.exitValue() == 0
                    ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static byte[] read(InputStream in) {
        try (in) {
            return Objects.requireNonNull(in.readNBytes(MAX_ANSWER));
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
