package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    @Test
    void near_isWithinTwoLetters_nearestFirst() {
        assertThat(Suggestions.near(
                        "DATABSE_URL", List.of("DATABASE_URL", "DATABASE_URI", "OTHER", "DATABSE_URLS", "DATABSE_URL")))
                .containsExactly("DATABASE_URL", "DATABSE_URLS", "DATABASE_URI");
        assertThat(Suggestions.near("production", List.of("Production", "prodction", "staging")))
                .startsWith("Production")
                .contains("prodction")
                .doesNotContain("staging");
        assertThat(Suggestions.near("production", List.of("prod", "product"))).isEmpty();
    }

    @Test
    void near_ofAShortName_isWithinOneLetter() {
        assertThat(Suggestions.near("dev", List.of("de", "dav", "d", "test", "qa")))
                .containsExactly("dav", "de");
        assertThat(Suggestions.near("a", List.of())).isEmpty();
    }

    @Test
    void names_inAMessage_areTheFirstTen() {
        assertThat(NameList.of(List.of("A", "B"))).isEqualTo("A, B");
        assertThat(NameList.of(IntStream.range(0, 12).boxed().toList()))
                .isEqualTo("0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more");
    }
}
