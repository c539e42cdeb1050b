package dev.kist.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearnessTest {
    @Test
    void near_isWithinTwoLetters_nearestFirst() {
        assertThat(Nearness.near(
                        "DATABSE_URL", List.of("DATABASE_URL", "DATABASE_URI", "OTHER", "DATABSE_URLS", "DATABSE_URL")))
                .containsExactly("DATABASE_URL", "DATABSE_URLS", "DATABASE_URI");
        assertThat(Nearness.near("production", List.of("Production", "prodction", "staging")))
                .startsWith("Production")
                .contains("prodction")
                .doesNotContain("staging");
        assertThat(Nearness.near("production", List.of("prod", "product"))).isEmpty();
    }

    @Test
    void near_ofAShortName_isWithinOneLetter() {
        assertThat(Nearness.near("dev", List.of("de", "dav", "d", "test", "qa")))
                .containsExactly("dav", "de");
        assertThat(Nearness.near("a", List.of())).isEmpty();
    }

    @Test
    void names_inAMessage_areTheFirstTen() {
        assertThat(NameList.of(List.of("A", "B"))).isEqualTo("A, B");
        assertThat(NameList.of(IntStream.range(0, 12).boxed().toList()))
                .isEqualTo("0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more");
    }
}
