// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.Kist;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wait that code sets is what the settings say. */
final class TimeoutTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"PT0.25S", "PT10S", "PT24H", "PT250H"})
    void timeout_isTaken(String text) {
        Duration timeout = Duration.parse(text);
        try (Kist kist =
                Kist.open(InMemoryKist.in(home).options().timeout(timeout).build())) {
            assertThat(kist.settings().timeout()).isEqualTo(timeout);
        }
    }

    /** No driver counts further. */
    @Test
    void timeout_ofMoreThanTenDays_isAsLongAsTheWaitCanBe() {
        try (Kist kist = Kist.open(
                InMemoryKist.in(home).options().timeout(Duration.ofDays(30)).build())) {
            assertThat(kist.settings().timeout()).isEqualTo(Duration.ofHours(250));
        }
    }

    @Test
    void timeout_thatIsTooLong_isRefusedInKistsWords() {
        assertThatThrownBy(() -> Kist.open(InMemoryKist.in(home)
                        .options()
                        .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                        .build()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a time to wait");
    }
}
