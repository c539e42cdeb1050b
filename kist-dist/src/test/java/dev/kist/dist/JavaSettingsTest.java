// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Command;
import dev.kist.testing.ProcessRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kist itself behind its launcher, where the environment configures a Java: that is for the program, and not for Kist. */
@DisabledOnOs(OS.WINDOWS)
class JavaSettingsTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    private static final String PROGRAM =
            """
            public class Program {
                public static void main(String[] arguments) {
                    System.out.println("secret " + System.getenv("lower"));
                }
            }
            """;

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private Path program = Path.of("");

    @BeforeEach
    void install() throws IOException {
        Path application = folder.resolve("application");
        Files.createDirectories(application.resolve("bin"));
        Files.createDirectories(application.resolve("lib"));
        program = Files.copy(Path.of("src/main/launcher/kist"), application.resolve("bin/kist"));
        Files.copy(Path.of("src/main/launcher/java.sh"), application.resolve("lib/java.sh"));
        Files.createSymbolicLink(application.resolve("runtime"), JAVA);
        Files.writeString(folder.resolve("Program.java"), PROGRAM);
        variables.put("PATH", JAVA.resolve("bin") + ":" + System.getenv("PATH"));
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put(
                "KIST_CLASSPATH",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        assertThat(kist("init").exitCode()).isZero();
        assertThat(kist("set", "lower", "v3").exitCode()).isZero();
    }

    private ProcessRun kist(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        return Command.of(program.toString())
                .args(words)
                .env(variables)
                .in(folder)
                .run();
    }

    @Test
    void debugger_listensForTheProgram_andNotForKist() throws IOException {
        variables.put(
                "JAVA_TOOL_OPTIONS",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + freePort());

        ProcessRun run = kist("run", "--", "java", "Program.java");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Listening for transport dt_socket", "secret v3");
        ProcessRun get = kist("get", "lower");
        assertThat(get.out()).isEqualTo("v3\n");
        assertThat(get.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    JAVA_TOOL_OPTIONS   | -javaagent:none.jar
                    JDK_JAVA_OPTIONS    | --no-such-option
                    _JAVA_OPTIONS       | -Xmx1m
                    _JAVA_OPTIONS       | -Dcom.sun.management.jmxremote.port=no
                    CLASSPATH           | /nowhere
                    _JAVA_LAUNCHER_DEBUG| 1
                    """)
    void settings_thatWouldStopAJava_stopNoKist_andReachTheProgramUnchanged(String name, String value) {
        variables.put(name, value);

        ProcessRun run = kist("run", "--", "env");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .contains(name + "=" + value, "lower=v3")
                .noneMatch(line -> line.startsWith("_KIST"));
        assertThat(kist("get", "lower").out()).isEqualTo("v3\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
