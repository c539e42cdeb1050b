package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "prod, production",
        "Production, production",
        "PRODUCTION, production",
        "prodution, production",
        "porduction, production",
        "productoin, production",
        "producton, production",
        "stagging, staging",
        "dev, development",
        "dev, deb",
        "prd, prod",
        "pordcution, production"
    })
    void environments_oneASlipOfTheOther_areNear(String one, String other) {
        assertThat(environments(one, other)).containsExactly(other);
        assertThat(environments(other, one)).containsExactly(one);
    }

    @ParameterizedTest
    @CsvSource({
        "review-1, review-12",
        "review-1, review-2",
        "production, production-eu",
        "production-eu, production-us2",
        "eu1, eu2",
        "test, prod",
        "development, production",
        "qa, ci",
        "prod, prod2"
    })
    void environments_thatAreMeantToDiffer_areNotNear(String one, String other) {
        assertThat(environments(one, other)).isEmpty();
        assertThat(environments(other, one)).isEmpty();
    }

    private static List<String> environments(String name, String... candidates) {
        return Suggestions.environments(
                        EnvironmentName.parse(name),
                        Arrays.stream(candidates).map(EnvironmentName::parse).toList())
                .stream()
                .map(EnvironmentName::value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "DATABSE_URL, DATABASE_URL",
        "DATABASE_URK, DATABASE_URL",
        "DATABASE_UURL, DATABASE_URL",
        "DATABASE_RUL, DATABASE_URL",
        "database_url, DATABASE_URL",
        "TOKNE, TOKEN",
        "TOKE, TOKEN",
        "port, PORT"
    })
    void secrets_oneASlipOfTheOther_areNear(String one, String other) {
        assertThat(secrets(one, other)).containsExactly(other);
        assertThat(secrets(other, one)).containsExactly(one);
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, PART",
        "PORT, PROT",
        "KEY_1, KEY_2",
        "API_KEY_1, API_KEY_10",
        "DATABSE_ULR, DATABASE_URL",
        "DATABASE, DATABASE_URL",
        "SMTP_HOST, SMTP_PORT"
    })
    void secrets_thatAreShortOrDifferMore_areNotNear(String one, String other) {
        assertThat(secrets(one, other)).isEmpty();
        assertThat(secrets(other, one)).isEmpty();
    }

    private static List<String> secrets(String name, String... candidates) {
        return Suggestions.secrets(
                        SecretName.parse(name),
                        Arrays.stream(candidates).map(SecretName::parse).toList())
                .stream()
                .map(SecretName::value)
                .toList();
    }

    @Test
    void names_inAMessage_areTheFirstTen() {
        assertThat(NameList.of(List.of("A", "B"))).isEqualTo("A, B");
        assertThat(NameList.of(IntStream.range(0, 12).boxed().toList()))
                .isEqualTo("0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more");
    }
}
