// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import com.google.gson.Gson;
import dev.kist.testing.JavaProgram;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of Kist that can be killed at any moment. One command at a time; killed from any thread. */
final class Worker implements AutoCloseable {
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private Worker(Process process) throws IOException {
        this.process = process;
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"ready".equals(answers.readLine())) {
            throw new IOException("the worker did not start");
        }
    }

    /** Starts one in {@code folder}, with its home below it and these variables, and waits until it takes commands. */
    static Worker start(Path folder, Map<String, String> variables) {
        return start(folder, variables, List.of());
    }

    /** Starts one by way of another program, such as a shell that limits it. */
    static Worker start(Path folder, Map<String, String> variables, List<String> prefix) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(JavaProgram.of("dev.kist.cli.CommandLoop").with("-Xmx128m").words(List.of()));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(folder.resolve("worker.err").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "HOME",
                        folder.resolve("home").toString(),
                        "LC_ALL",
                        "C.UTF-8",
                        "KIST_ACTOR",
                        "tester@here"));
        builder.environment().putAll(variables);
        try {
            Files.createDirectories(folder);
            return new Worker(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command; its answer is {@link Answer#NONE} if the process ended before it gave one. */
    Answer run(String... arguments) {
        Gson gson = new Gson();
        try {
            orders.write(gson.toJson(arguments) + "\n");
            orders.flush();
            String line = answers.readLine();
            if (line == null) {
                return Answer.NONE;
            }
            String[] parts = gson.fromJson(line, String[].class);
            return new Answer(Integer.parseInt(parts[0]), parts[1], parts[2]);
        } catch (IOException e) {
            return Answer.NONE;
        }
    }

    /** Runs a command that has to succeed. */
    Answer done(String... arguments) {
        Answer answer = run(arguments);
        if (answer.code() != 0) {
            throw new AssertionError(String.join(" ", arguments) + " exited " + answer.code() + ": " + answer.err());
        }
        return answer;
    }

    /** Stops it with SIGSTOP, as a machine that sleeps does, until {@link #goOn}. */
    void stop() {
        signal("STOP");
    }

    /** Lets a stopped one go on. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " exited " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Kills it with SIGKILL and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
