// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.EnvironmentName;
import dev.kist.Finding;
import dev.kist.Finding.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetiredKeysTest {
    private static final EnvironmentName NAME = EnvironmentName.parse("production");
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Instant AHEAD = Instant.parse("9999-01-01T00:00:00Z");

    @Test
    void keysThatWait_areCounted() {
        assertThat(RetiredKeys.findings(NAME, List.of(), NOW)).isEmpty();
        assertThat(texts(NOW))
                .containsExactly("a former key of production's own waits to be dropped; the next rotation or"
                        + " change of its keys does that");
        assertThat(texts(NOW, NOW.minusSeconds(1)).get(0)).startsWith("2 former keys of production's own wait ");
    }

    @Test
    void keyOfATimeAhead_isToldApart_asNoRotationDropsIt() {
        List<Finding> findings = RetiredKeys.findings(NAME, List.of(NOW, AHEAD), NOW);

        assertThat(findings).extracting(Finding::status).containsExactly(Status.GOOD, Status.WARNING);
        assertThat(texts(NOW, AHEAD).get(1))
                .isEqualTo(
                        "a former key of production's own is kept until 9999-01-01T00:00:00Z: the store's clock was ahead"
                                + " when the environment was rotated");
    }

    private static List<String> texts(Instant... since) {
        return RetiredKeys.findings(NAME, List.of(since), NOW).stream()
                .map(Finding::text)
                .toList();
    }
}
