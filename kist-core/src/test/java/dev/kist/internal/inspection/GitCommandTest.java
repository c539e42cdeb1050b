// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitCommandTest {
    @TempDir
    private Path folder;

    @Test
    void run_ofWhatNeitherPrintsNorEnds_endsAfterItsTime() {
        long begin = System.nanoTime();

        assertThat(new GitCommand(folder, Duration.ofMillis(300)).run(List.of("sleep", "30")))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void run_ofWhatIsNotThere_orFails_isEmpty() {
        GitCommand git = new GitCommand(folder);

        assertThat(git.run(List.of("no-such-program-here"))).isEmpty();
        assertThat(git.run(List.of("false"))).isEmpty();
        assertThat(git.run(List.of("printf", "a\\nb\\n"))).contains(List.of("a", "b"));
    }
}
