// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    @Test
    void run_keepsStdoutStderrAndExitCodeApart() {
        ProcessRun run = sh("printf out; printf err >&2; exit 5").run();

        assertThat(run.out()).isEqualTo("out");
        assertThat(run.err()).isEqualTo("err");
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run).asString().contains("5", "out", "err");
    }

    @Test
    void run_passesBytesUnchanged() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }

        assertThat(sh("cat").inherit("PATH").stdin(bytes).run().stdout()).isEqualTo(bytes);
    }

    @Test
    void run_givesNoOtherVariables() {
        ProcessRun run = Command.of("/usr/bin/env").env("ONLY", "this").run();

        assertThat(run.outLines()).containsExactly("ONLY=this");
    }

    @Test
    void inherit_takesOnlyWhatIsThere() {
        ProcessRun run =
                Command.of("/usr/bin/env").inherit("PATH", "KIST_TEST_NOT_SET").run();

        assertThat(run.outLines()).containsExactly("PATH=" + System.getenv("PATH"));
    }

    @Test
    void run_withoutStdin_readsNothing() {
        assertThat(sh("cat; echo end").inherit("PATH").run().out()).isEqualTo("end\n");
    }

    @Test
    void run_argumentsArriveUntouched(@TempDir Path folder) throws Exception {
        ProcessRun run = Command.of("/bin/sh", "-c", "pwd; printf '%s|' \"$@\"", "sh")
                .args("a b", "", "-x", "$HOME")
                .in(folder)
                .run();

        assertThat(run.out()).isEqualTo(folder.toRealPath() + "\na b||-x|$HOME|");
    }

    @Test
    void run_tooLong_failsWithWhatWasPrinted() {
        Command command = sh("echo started; sleep 60").inherit("PATH").timeout(Duration.ofMillis(500));

        assertThatThrownBy(command::run).isInstanceOf(AssertionError.class).hasMessageContaining("started");
    }

    @Test
    void signal_reachesTheProcess() {
        try (RunningCommand running = sh("trap 'echo bye; exit 9' TERM; echo up; while :; do sleep 0.1; done")
                .inherit("PATH")
                .start()) {
            running.awaitOut("up");
            assertThat(running.isRunning()).isTrue();
            running.signal("TERM");
            ProcessRun run = running.finish();

            assertThat(run.exitCode()).isEqualTo(9);
            assertThat(run.out()).isEqualTo("up\nbye\n");
        }
    }

    @Test
    void kill_endsDescendantsToo() {
        try (RunningCommand running =
                sh("sleep 60 & echo \"child $!\"; wait").inherit("PATH").start()) {
            running.awaitOut("child");
            ProcessHandle child = ProcessHandle.of(running.pid())
                    .orElseThrow()
                    .descendants()
                    .findFirst()
                    .orElseThrow();
            running.kill();

            assertThat(child.isAlive()).isFalse();
            assertThat(running.finish().exitCode()).isEqualTo(137);
        }
    }

    private static Command sh(String script) {
        return Command.of("/bin/sh", "-c", script);
    }
}
