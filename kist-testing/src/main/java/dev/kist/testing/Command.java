// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real child process, before its start. It gets the environment that is given here and nothing else, an empty
 * standard input unless one is given, and a minute to finish. Immutable: each method gives a new command.
 */
public final class Command {

    private final List<String> words;
    private final Map<String, String> environment;
    private final Path folder;
    private final byte[] stdin;
    private final Duration timeout;

    private Command(List<String> words, Map<String, String> environment, Path folder, byte[] stdin, Duration timeout) {
        this.words = words;
        this.environment = environment;
        this.folder = folder;
        this.stdin = stdin;
        this.timeout = timeout;
    }

    /** A program, looked up in this JVM's {@code PATH}, and its arguments. */
    public static Command of(String program, String... arguments) {
        List<String> words =
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
        return new Command(words, Map.of(), Path.of("").toAbsolutePath(), new byte[0], Duration.ofMinutes(1));
    }

    /** The same with these arguments after those that are there. */
    public Command args(String... arguments) {
        return args(List.of(arguments));
    }

    /** The same with these arguments after those that are there. */
    public Command args(List<String> arguments) {
        List<String> more = new ArrayList<>(words);
        more.addAll(arguments);
        return new Command(List.copyOf(more), environment, folder, stdin, timeout);
    }

    /** The same with one more variable. */
    public Command env(String name, String value) {
        return env(Map.of(name, value));
    }

    /** The same with these variables more. */
    public Command env(Map<String, String> variables) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(variables);
        return new Command(words, Map.copyOf(more), folder, stdin, timeout);
    }

    /** The same with these variables of this JVM, those that it has. */
    public Command inherit(String... names) {
        Map<String, String> inherited = new LinkedHashMap<>();
        for (String name : names) {
            String value = System.getenv(name);
            if (value != null) {
                inherited.put(name, value);
            }
        }
        return env(inherited);
    }

    /** The same in another working folder; without this it is the JVM's own. */
    public Command in(Path workingFolder) {
        return new Command(words, environment, workingFolder, stdin, timeout);
    }

    /** The same with these bytes as its standard input. */
    public Command stdin(byte[] input) {
        return new Command(words, environment, folder, input.clone(), timeout);
    }

    /** The same with this text, in UTF-8, as its standard input. */
    public Command stdin(String input) {
        return stdin(input.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with this much time to finish. */
    public Command timeout(Duration patience) {
        return new Command(words, environment, folder, stdin, patience);
    }

    /** Runs it to its end. The test fails, with what was printed, when that does not come in time. */
    public ProcessRun run() {
        return start().finish();
    }

    /** Starts it. It is killed when this JVM ends. */
    public RunningCommand start() {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            AtExit.kill(process.toHandle());
            Thread writer = new Thread(() -> write(process), "input-writer");
            writer.setDaemon(true);
            writer.start();
            return new RunningCommand(process, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    private void write(Process process) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(stdin);
        } catch (IOException e) {
            // The process did not read all of its input, which is its affair.
        }
    }
}
