// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Command;
import dev.kist.testing.ProcessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that looks like one with a Java for another processor, and can be used here. */
class ForeignRuntimeTest {
    @TempDir
    Path folder;

    private Path application;
    private Path standIn;

    @BeforeEach
    void makeStandIn() throws IOException {
        application = folder.resolve("it's kist");
        write(application.resolve("lib/kist-program.jar"), "jar");
        write(application.resolve("runtime/lib/modules"), "modules");
        write(application.resolve("runtime/release"), "JAVA_VERSION=\"25.0.1\"\nMODULES=\"java.base java.sql\"\n");
        write(application.resolve("runtime/bin/java"), "a program for another processor");
        Path emulator = write(folder.resolve("an emulator"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(emulator.toFile().setExecutable(true)).isTrue();
        standIn = folder.resolve("stand-in");
        new ForeignRuntime(Platform.linux("aarch64"), JavaHome.at(application.resolve("runtime")), emulator)
                .standIn(application, standIn);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void standIn_java_callsTheEmulatorWithTheProgramAndItsArguments() {
        ProcessRun run = Command.of(standIn.resolve("runtime/bin/java").toString(), "-version", "two words", "it's")
                .run();

        assertThat(run.out())
                .isEqualTo(application.resolve("runtime/bin/java")
                        + "\n-Djdk.lang.Process.launchMechanism=VFORK\n-version\ntwo words\nit's\n");
    }

    @Test
    void standIn_everythingElse_isThatOfTheApplication() throws IOException {
        for (String file : new String[] {"lib/kist-program.jar", "runtime/lib/modules", "runtime/release"}) {
            assertThat(Files.isSameFile(standIn.resolve(file), application.resolve(file)))
                    .as(file)
                    .isTrue();
        }
        assertThat(application.resolve("runtime/bin/java")).hasContent("a program for another processor");
    }

    @Test
    void standIn_isAJavaHome() throws IOException {
        JavaHome home = JavaHome.at(standIn.resolve("runtime"));

        assertThat(home.feature()).isEqualTo(25);
        assertThat(home.modules()).containsExactly("java.base", "java.sql");
    }
}
