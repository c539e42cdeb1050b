// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The Python reader's own tests, and that the golden vectors are what their generator gives. */
class PythonClientTest {
    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Files.isDirectory(module.resolve(".mvn"))
                ? module
                : module.resolve("..").normalize();
    }

    @Test
    void itsOwnTests_pass() {
        MongoServer server = MongoServer.shared();
        ProcessRun run = Command.of(PythonEnvironment.python().toString(), "-B", "-m", "unittest")
                .in(root().resolve("clients/python"))
                .env("KIST_TEST_MONGODB_URI", server.uri())
                .inherit("PATH")
                .timeout(Duration.ofMinutes(5))
                .run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("Ran [1-9][0-9]* tests");
    }

    @Test
    void vectors_areWhatTheirGeneratorGives() {
        ProcessRun run = Command.of(PythonEnvironment.python().toString(), "-B", "generate.py", "--check")
                .in(root().resolve("testvectors"))
                .inherit("PATH")
                .timeout(Duration.ofMinutes(2))
                .run();
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }
}
