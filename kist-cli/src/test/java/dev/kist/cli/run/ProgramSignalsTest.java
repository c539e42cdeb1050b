// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledOnOs(OS.LINUX)
class ProgramSignalsTest {
    private static final String COUNTING = "n=0; trap 'n=$((n+1))' INT; echo ready; i=0;"
            + " while [ $i -lt 20 ]; do sleep 0.05; i=$((i+1)); done; echo count=$n; exit 9";

    static Stream<Arguments> signals() {
        return Java.all().flatMap(java -> Stream.of("HUP", "INT", "TERM", "USR1", "USR2", "ALRM", "WINCH")
                .map(signal -> Arguments.of(java, signal)));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void signalToKist_reachesTheProgramAtOnce(Java java, String signal) throws Exception {
        String script = "trap 'echo got; exit 5' " + signal + "; echo ready; while :; do sleep 0.05; done";
        List<String> probe = java.probe(List.of("-Dkist.launcher.variables=_JAVA_SR_SIGNUM"), "sh", "-c", script);
        // Whoever runs the tests in the background may have Ctrl-C ignored, and a shell cannot catch what it found
        // ignored.
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("env", "--default-signal"), probe.stream())
                .toList());
        if (java.isChildForced()) {
            // The Java runtime would use USR2 for itself.
            builder.environment().put("_JAVA_SR_SIGNUM", "50");
        }
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");

            kill(signal, process.pid());

            assertThat(out.readLine()).isEqualTo("got");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(5);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void ctrlC_onATerminal_arrivesOnce(Java java) {
        try (Terminal terminal = onTerminal(java.probe(List.of(), "sh", "-c", COUNTING))) {
            terminal.await("ready");

            terminal.control('C');

            assertThat(terminal.exitCode()).isEqualTo(9);
            assertThat(terminal.output()).contains("count=1");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void ctrlC_ofAProgramThatDoesNotCatchIt_ends130(Java java) {
        try (Terminal terminal = onTerminal(java.probe(List.of(), "sh", "-c", "echo ready; exec sleep 20"))) {
            terminal.await("ready");

            terminal.control('C');

            assertThat(terminal.exitCode() & 0x7f).isIn(2, 130 & 0x7f);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kist.cli.run.Java#all")
    void terminal_isTheProgramsAndUntouched(Java java) {
        List<String> probe = java.probe(List.of(), "sh", "-c", "tty >/dev/null && stty -g && stty size");
        List<String> command = Stream.concat(
                        Stream.of("sh", "-c", "stty rows 30 cols 100; stty -g; stty size; \"$@\"", "sh"),
                        probe.stream())
                .toList();
        try (Terminal terminal = onTerminal(command)) {
            assertThat(terminal.exitCode()).isZero();

            List<String> lines = terminal.output().lines().toList();
            assertThat(lines).hasSize(4);
            assertThat(lines.subList(2, 4)).isEqualTo(lines.subList(0, 2));
        }
    }

    private static Terminal onTerminal(List<String> command) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("TERM", "xterm");
        return Terminal.start(command, variables, Path.of("").toAbsolutePath());
    }

    private static void kill(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-s", signal, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
