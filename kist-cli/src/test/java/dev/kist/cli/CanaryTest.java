// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.ProcessRun;
import dev.kist.testing.RunningCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A marked value, note, key and password go in; they come out nowhere but where a value is asked for. */
class CanaryTest {
    private static final String MARKED = "canary-7d1e44";

    @TempDir
    Path folder;

    private final List<ProcessRun> runs = new ArrayList<>();

    private KistProcess kist() {
        return KistProcess.in(folder).with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    }

    private void run(KistProcess kist, String stdin, String... arguments) {
        String[] withDebug =
                Stream.concat(Stream.of("--debug"), Stream.of(arguments)).toArray(String[]::new);
        runs.add(kist.command(withDebug).stdin(stdin).run());
    }

    @BeforeEach
    void init() throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        run(kist(), "", "init");
    }

    private String key() throws IOException {
        return Files.readAllLines(folder.resolve("home/.config/kist/key")).get(2);
    }

    @Test
    void messagesAndStackTraces_showNone() throws Exception {
        String key = key();
        run(kist(), MARKED, "set", "A");
        run(kist(), "", "set", "A", "--note", MARKED);
        run(kist(), MARKED, "set", "A");
        run(kist(), MARKED + "\0", "set", "B");
        run(kist(), "${" + MARKED, "set", "B", "--template");
        run(kist(), "", "set", "A", "B", MARKED);
        run(kist(), "", "list", "--jsn", MARKED);
        run(kist(), MARKED.repeat(90_000), "set", "B");
        run(kist(), MARKED.repeat(10_000), "set", "LARGE");
        run(kist(), "", "run", "--", "true");
        Files.writeString(
                folder.resolve(".env"),
                "GOOD=" + MARKED + "\n1BAD=" + MARKED + "\n" + MARKED + "\nC=\"" + MARKED + "\n");
        run(kist(), "", "migrate", "--env-file", ".env");
        run(kist(), "", "migrate", "--env-file", ".env", "--dry-run", "--json");
        run(kist().with("KIST_KEY", key.substring(0, 30)), "", "get", "A");
        run(kist().with("KIST_KEY", key + "x"), "", "get", "A");
        run(kist().with("KIST_MONGODB_URI", "mongodb://u:" + MARKED + "@127.0.0.1:1/x?timeoutMS=100"), "", "get", "A");
        run(kist().with("KIST_MONGODB_URI", "mongodb://u:" + MARKED + "@@127.0.0.1:1/x"), "", "get", "A");
        run(kist().with("KIST_MONGODB_URI", "mongodb://u:" + MARKED + "/@127.0.0.1:1/x"), "", "get", "A");
        run(kist().with("KIST_MONGODB_URI", "nonsense:" + MARKED), "", "get", "A");
        run(kist(), "", "list", "--json");
        run(kist(), "", "delete", "A");
        for (ProcessRun run : runs) {
            assertThat(run.out()).doesNotContain(MARKED).doesNotContain(key);
            assertThat(run.err()).doesNotContain(MARKED).doesNotContain(key);
        }
        assertThat(runs).anyMatch(run -> run.err().contains("    at dev.kist"));
    }

    @Test
    void storeAndTemporaryFiles_holdNoneInClear() throws Exception {
        run(kist(), MARKED, "set", "A");
        run(kist(), "", "set", "A", "--note", MARKED);
        run(kist(), "other", "set", "A");
        run(kist(), "", "run", "--", "true");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(MARKED);
            }
        }
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void startedProgram_getsNoKeyAndShowsNoValueInItsArguments() throws Exception {
        String key = key();
        run(kist(), MARKED, "set", "A");
        try (RunningCommand running = kist().with("KIST_KEY", key)
                .command("run", "--", "sh", "-c", "cat /proc/self/environ; echo started; exec sleep 30")
                .start()) {
            running.awaitOut("started");
            ProcessHandle.allProcesses()
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .map(process -> Path.of("/proc/" + process.pid() + "/cmdline"))
                    .forEach(file ->
                            assertThat(textOf(file)).doesNotContain(MARKED).doesNotContain(key));
            running.kill();
            ProcessRun finished = running.finish();
            assertThat(finished.out())
                    .contains("A=" + MARKED)
                    .doesNotContain(key)
                    .doesNotContain("KIST_KEY=");
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
