// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@link StoreProgram} in a Java process of its own. */
final class ChildJvm {
    private final List<String> before;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private ChildJvm(List<String> before) {
        this.before = before;
    }

    static ChildJvm plain() {
        return new ChildJvm(List.of());
    }

    /** Run by {@code program}, which takes the command to run as its last arguments. */
    static ChildJvm by(String... program) {
        return new ChildJvm(Arrays.asList(program));
    }

    ChildJvm option(String option) {
        options.add(option);
        return this;
    }

    ChildJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Process start(Object... arguments) {
        JavaProgram program = JavaProgram.of(StoreProgram.class.getName()).with("-Xmx64m");
        for (String option : options) {
            program = program.with(option);
        }
        List<String> command = new ArrayList<>(before);
        command.addAll(
                program.words(Arrays.stream(arguments).map(Object::toString).toList()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed, after it ended by itself. */
    String run(Object... arguments) {
        return outputOf(start(arguments));
    }

    static String outputOf(Process process) {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether this machine can run {@code command}. */
    static boolean canRun(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
