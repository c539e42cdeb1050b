// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and patterns for them. */
final class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "STRIPE_*, STRIPE_KEY, true",
        "STRIPE_*, STRIPE_, true",
        "STRIPE_*, STRIPE, false",
        "STRIPE_*, stripe_key, false",
        "*_KEY, STRIPE_KEY, true",
        "*_KEY, KEY_KEY_KEY, true",
        "*_KEY, STRIPE_KEYS, false",
        "*, A, true",
        "**, A, true",
        "?, A, true",
        "?, AB, false",
        "A?C, ABC, true",
        "A*B*C, AxBxBxC, true",
        "A*B*C, AxBxBx, false",
        "A.C, A.C, true",
        "A.C, ABC, false",
        "A, A, true",
        "A, AB, false"
    })
    void matches(String pattern, String name, boolean matches) {
        assertThat(NamePattern.parse(pattern).matches(SecretName.parse(name))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A=*", "A *", "[A]*", "1A", "A/*", "*\u202e"})
    void whatCanMatchNoName_isRefused(String text) {
        assertThatThrownBy(() -> NamePattern.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void manyStars_takeNoTimeToSpeakOf() {
        NamePattern pattern = NamePattern.parse("A*".repeat(100) + "B");
        assertThat(pattern.matches(SecretName.parse("A".repeat(255)))).isFalse();
    }

    @Test
    void name_isThatOfNoPattern() {
        assertThat(NamePattern.parse("A").name()).contains(SecretName.parse("A"));
        assertThat(NamePattern.parse("A*").name()).isEmpty();
    }
}
