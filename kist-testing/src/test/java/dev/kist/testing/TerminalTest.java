// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {

    private final Path folder;

    TerminalTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void send_isEchoedAndRead() {
        try (Terminal terminal = shell("read line; echo \"got $line\"; exit 3")) {
            terminal.sendLine("höllo");

            assertThat(terminal.await("got höllo")).startsWith("höllo\r\n");
            assertThat(terminal.exitCode()).isEqualTo(3);
            assertThat(terminal.output()).isEqualTo("höllo\r\ngot höllo\r\n");
        }
    }

    @Test
    void await_afterAnotherAwait_looksOnlyBehindIt() {
        try (Terminal terminal = shell("echo first; echo second; echo first again")) {
            terminal.await("first");

            assertThat(terminal.await(Pattern.compile("first \\w+"))).contains("second");
        }
    }

    @Test
    void controlC_interruptsTheProgram() {
        try (Terminal terminal =
                shell("trap 'echo interrupted; exit 7' INT; echo ready; while :; do sleep 0.1; done")) {
            terminal.await("ready");
            terminal.control('C');

            terminal.await("interrupted");
            assertThat(terminal.exitCode()).isEqualTo(7);
        }
    }

    @Test
    void controlC_withoutHandler_endsBySignal() {
        try (Terminal terminal = shell("echo ready; exec sleep 60")) {
            terminal.await("ready");
            terminal.control('c');

            assertThat(terminal.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void controlD_endsTheInput() {
        try (Terminal terminal = shell("cat; echo done")) {
            terminal.control('D');

            terminal.await("done");
            assertThat(terminal.exitCode()).isZero();
        }
    }

    @Test
    void program_seesATerminalOf80By24_andItsResize() {
        try (Terminal terminal = shell("test -t 0 && test -t 1 && test -t 2 && stty size; read x; stty size")) {
            terminal.await("24 80");
            terminal.resize(132, 50);
            terminal.sendLine("");

            terminal.await("50 132");
        }
    }

    @Test
    void environment_isWhatWasGiven() {
        try (Terminal terminal = Terminal.start(List.of("/usr/bin/env"), Map.of("ONLY", "this"), folder)) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).isEqualTo("ONLY=this\r\n");
        }
    }

    @Test
    void await_thatNeverComes_failsWithWhatWasPrinted() {
        try (Terminal terminal = shell("echo something else")) {
            assertThatThrownBy(() -> terminal.await("expected"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected")
                    .hasMessageContaining("something else");
        }
    }

    private Terminal shell(String script) {
        return Terminal.start(
                List.of("/bin/sh", "-c", script), Map.of("PATH", System.getenv("PATH"), "TERM", "xterm"), folder);
    }
}
