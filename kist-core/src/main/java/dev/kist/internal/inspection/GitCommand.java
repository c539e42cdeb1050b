// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.concurrent.Callable;
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
    private static final int MOST_BYTES = 64 * 1024 * 1024;
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
            "log.showRoot=true",
            "log.diffMerges=separate",
            "grep.lineNumber=false",
            "grep.column=false",
            "color.ui=false",
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

    /** What a program ended with: {@code isQuiet} where it wrote nothing to its standard error. */
    record Answer(int exitCode, String text, boolean isQuiet) {
        /** It, unless it tells of a failure. */
        Optional<String> ifDone() {
            return exitCode == 0 ? Optional.of(text) : Optional.empty();
        }
    }

    /** The same with another time. */
    GitCommand within(Duration longest) {
        return new GitCommand(folder, variables, longest);
    }

    /** The lines that git prints; empty where it fails, is not there, or takes too long. */
    Optional<List<String>> lines(String... arguments) {
        return ask(List.of(arguments)).flatMap(Answer::ifDone).map(text -> text.lines()
                .toList());
    }

    /** What git answers; empty where it is not there, takes too long, or prints without end. */
    Optional<Answer> ask(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program()));
        OVERRULED.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(arguments);
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

    Optional<Answer> run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
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
            FutureTask<String> text = reading(() -> text(process.getInputStream()));
            FutureTask<Boolean> isQuiet = reading(() -> isEmpty(process.getErrorStream()));
            long millis = timeout.toMillis();
            String printed = text.get(millis, TimeUnit.MILLISECONDS);
            return process.waitFor(millis, TimeUnit.MILLISECONDS)
                    ? Optional.of(new Answer(process.exitValue(), printed, isQuiet.get(millis, TimeUnit.MILLISECONDS)))
                    : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    /** On another thread: a process that prints nothing and does not end would be waited for without end. */
    private static <T> FutureTask<T> reading(Callable<T> stream) {
        FutureTask<T> reading = new FutureTask<>(stream);
        Thread thread = new Thread(reading, "kist-git");
        thread.setDaemon(true);
        thread.start();
        return reading;
    }

    private static String text(InputStream stream) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(MOST_BYTES);
            if (stream.read() >= 0) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean isEmpty(InputStream stream) throws IOException {
        try (stream) {
            return stream.transferTo(OutputStream.nullOutputStream()) == 0;
        }
    }
}
