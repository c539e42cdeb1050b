// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.internal.inspection.GitCommand.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitCommandTest {
    @TempDir
    private Path folder;

    @Test
    void run_ofWhatNeitherPrintsNorEnds_endsAfterItsTime() {
        long begin = System.nanoTime();

        assertThat(new GitCommand(folder, System.getenv(), Duration.ofMillis(300)).run(List.of("sleep", "30")))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void run_ofWhatIsNotThere_orFails_isEmpty() {
        GitCommand git = new GitCommand(folder, System.getenv());

        assertThat(git.run(List.of("no-such-program-here"))).isEmpty();
        assertThat(git.run(List.of("false")).flatMap(Answer::ifDone)).isEmpty();
        assertThat(git.run(List.of("printf", "a\\nb\\n"))).contains(new Answer(0, "a\nb\n", true));
        assertThat(git.run(List.of("sh", "-c", "echo no >&2; exit 1"))).contains(new Answer(1, "", false));
    }

    @Test
    void run_ofWhatPrintsWithoutEnd_isEmpty() {
        assertThat(new GitCommand(folder, System.getenv()).run(List.of("yes"))).isEmpty();
    }

    @Test
    void run_handsOverNoSettingOfKist() {
        Map<String, String> variables = Map.of("PATH", System.getenv("PATH"), "KIST_KEY", "marked", "HOME", "/nowhere");

        assertThat(new GitCommand(folder, variables)
                        .run(List.of("env"))
                        .orElseThrow()
                        .text()
                        .lines())
                .contains("HOME=/nowhere")
                .noneMatch(line -> line.contains("KIST_") || line.contains("marked"));
    }
}
