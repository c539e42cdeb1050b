// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
 * Asks git, in one folder. What the repository's own settings name is not run, and nothing is fetched, as git does where a
 * partial clone lacks an object; a call ends after its time. Git sees none of Kist's own variables, no key, no connection
 * string, and none of its own: they would have it look elsewhere or write traces.
 */
final class GitCommand {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** What a setting of the repository could run is set to something else here, which counts above it. */
    private static final List<String> OVERRULED = List.of(
            "core.fsmonitor=false",
            "core.hooksPath=/dev/null",
            "core.sshCommand=false",
            "core.gitProxy=false",
            "core.askPass=false",
            "core.pager=cat",
            "core.alternateRefsCommand=false",
            "credential.helper=",
            "protocol.allow=never",
            "log.showSignature=false",
            "gpg.program=false",
            "gpg.openpgp.program=false",
            "gpg.x509.program=false",
            "gpg.ssh.program=false",
            "submodule.recurse=false");

    /** Older versions of git do not know all of these. */
    private static final Map<String, String> OWN = Map.of(
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_ALLOW_PROTOCOL", "none",
            "GIT_SSH_COMMAND", "false",
            "GIT_ASKPASS", "false",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_PAGER", "cat",
            "GIT_OPTIONAL_LOCKS", "0");

    /** Where programs are, if no variable says so. */
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** What cannot be started. */
    private static final String NONE = File.separator + "no-git";

    private final Path folder;
    private final Map<String, String> variables;
    private final Duration timeout;

    GitCommand(Path folder, Map<String, String> variables) {
        this(folder, variables, TIMEOUT);
    }

    GitCommand(Path folder, Map<String, String> variables, Duration timeout) {
        this.folder = folder.toAbsolutePath();
        this.variables = new HashMap<>(variables);
        this.variables.keySet().removeIf(name -> name.startsWith("KIST_") || name.startsWith("GIT_"));
        this.variables.putAll(OWN);
        this.timeout = timeout;
    }

    /** The lines that git prints; empty where it fails, is not there, or takes too long. */
    Optional<List<String>> lines(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program()));
        OVERRULED.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** By its whole path: one that is relative in {@code PATH} would be looked for in the project. */
    private String program() {
        String path = variables.getOrDefault("PATH", USUAL_PATH);
        for (String folder : path.split(File.pathSeparator)) {
            for (String name : List.of("git", "git.exe")) {
                try {
                    Path program = Path.of(folder, name);
                    if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                        return program.toString();
                    }
                } catch (InvalidPathException e) {
                    // No folder.
                }
            }
        }
        return NONE;
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
