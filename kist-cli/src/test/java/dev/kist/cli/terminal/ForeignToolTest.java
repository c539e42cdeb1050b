package dev.kist.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of the system: their answer, their time, and what they see. */
class ForeignToolTest {
    @TempDir
    Path folder;

    private ForeignTool tool(Duration patience) {
        return new ForeignTool(
                folder, Map.of("PATH", System.getenv("PATH"), "KIST_KEY", "s3cret", "HOME", "/nowhere"), patience);
    }

    @Test
    void whatItPrints_isTheAnswer() {
        assertThat(tool(Duration.ofSeconds(10)).answer(List.of("sh", "-c", "echo ä; echo no >&2")))
                .contains("ä\n");
    }

    @Test
    void failure_andNoSuchProgram_areNoAnswer() {
        assertThat(tool(Duration.ofSeconds(10)).answer(List.of("sh", "-c", "echo x; exit 1")))
                .isEmpty();
        assertThat(tool(Duration.ofSeconds(10)).answer(List.of("no-such-program")))
                .isEmpty();
    }

    @Test
    void itSees_noKey_andNoInput() {
        assertThat(tool(Duration.ofSeconds(10)).answer(List.of("env")).orElseThrow())
                .contains("HOME=/nowhere")
                .doesNotContain("KIST", "s3cret");
        assertThat(tool(Duration.ofSeconds(10)).answer(List.of("cat"))).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sleep 60", "echo x; sleep 60", "sleep 60 & echo x", "yes", "trap '' TERM; sleep 60 & wait"})
    void itsTime_isLimited_andItEndsWithIt(String script) throws Exception {
        Instant begin = Instant.now();
        tool(Duration.ofMillis(500)).answer(List.of("sh", "-c", "echo $$ >pid; " + script));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        Thread.sleep(200);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
