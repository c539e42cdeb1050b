// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.settings;

import dev.kist.InvalidInputException;
import dev.kist.internal.file.Blanks;
import dev.kist.internal.keyring.Identities;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * {@code KIST_KEY_COMMAND}: a command of the user's whose standard output is the key. It runs by {@code sh -c}, with the
 * terminal as its standard input, so that it can ask for a passphrase, and its messages go where Kist's go. It gets the
 * environment but for Kist's own settings. What it prints is never shown.
 */
final class KeyCommand {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST_BYTES = 64 * 1024;
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final String command;
    private final String source;
    private final Map<String, String> variables;
    private final Path directory;
    private final Duration longest;

    KeyCommand(String command, String source, Map<String, String> variables, Path directory) {
        this(command, source, variables, directory, LONGEST);
    }

    KeyCommand(String command, String source, Map<String, String> variables, Path directory, Duration longest) {
        this.command = command;
        this.source = source;
        this.variables = Map.copyOf(variables);
        this.directory = directory;
        this.longest = longest;
    }

    /**
     * Runs it and reads the keys that it prints, as a key file holds them.
     *
     * @throws InvalidInputException if it fails, takes more than two minutes, or prints no key
     */
    Identities run() {
        Process process = start();
        try {
            FutureTask<byte[]> output = new FutureTask<>(() -> readAll(process));
            Thread reader = new Thread(output, "kist-key-command");
            reader.setDaemon(true);
            reader.start();
            byte[] bytes = output.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (bytes.length > MOST_BYTES) {
                throw failed("it prints more than 64 KiB, which is no key");
            }
            if (!process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failed("it takes more than " + longest.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw failed("it ends with exit code " + process.exitValue());
            }
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw failed("it takes more than " + longest.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failed("its output cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted");
        } finally {
            // The shell first: it would tell of the end of what it started.
            List<ProcessHandle> started = process.descendants().toList();
            process.destroy();
            started.forEach(ProcessHandle::destroy);
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(ProcessBuilder.Redirect.from(terminal()));
        builder.environment().clear();
        builder.environment()
                .putAll(variables.entrySet().stream()
                        .filter(variable -> !variable.getKey().startsWith("KIST_"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        try {
            return builder.start();
        } catch (IOException e) {
            throw failed("it cannot be started");
        }
    }

    /** Not Kist's own standard input: a value may come from there. */
    private static File terminal() {
        try {
            Files.newInputStream(TERMINAL).close();
            return TERMINAL.toFile();
        } catch (IOException e) {
            return new File("/dev/null");
        }
    }

    private static byte[] readAll(Process process) throws IOException {
        try (InputStream in = process.getInputStream()) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private Identities parse(String text) {
        String keys = Blanks.strip(
                text.lines().filter(line -> !Blanks.strip(line).startsWith("#")).collect(Collectors.joining(" ")));
        if (keys.isEmpty()) {
            throw failed("it prints nothing");
        }
        try {
            return Identities.parse(keys);
        } catch (InvalidInputException e) {
            throw failed("what it prints is no key: " + e.getMessage());
        }
    }

    private InvalidInputException failed(String why) {
        return new InvalidInputException(
                "no key comes from " + source + ": " + why,
                "run the command by itself: its standard output has to be the key alone");
    }

    @Override
    public String toString() {
        return "KeyCommand[" + source + "]";
    }
}
