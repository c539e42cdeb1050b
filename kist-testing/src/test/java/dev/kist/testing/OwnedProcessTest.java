// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnedProcessTest {

    /** Owns a process, tells its id, and waits to be ended. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            OwnedProcess process = OwnedProcess.start(List.of("sleep", "600"), folder, folder.resolve("log"));
            System.out.println("owned " + process.pid() + ".");
            Pause.of(Duration.ofMinutes(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void owner_endedBySignal_takesItsProcessWithIt(String signal, @TempDir Path folder) throws Exception {
        Command owner = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .inherit("PATH")
                .args("-cp", System.getProperty("java.class.path"), Owner.class.getName(), folder.toString());
        try (RunningCommand running = owner.start()) {
            running.awaitOut(".");
            ProcessHandle owned = ProcessHandle.of(running.pid())
                    .flatMap(handle -> handle.children().findFirst())
                    .orElseThrow();

            running.signal(signal);
            ProcessRun run = running.finish();

            assertThat(run.exitCode()).isEqualTo(signal.equals("TERM") ? 143 : 137);
            owned.onExit().get(10, TimeUnit.SECONDS);
        }
    }
}
