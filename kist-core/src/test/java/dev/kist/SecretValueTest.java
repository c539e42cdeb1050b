// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretValueTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n", "\r\n", "\t\u0001\u001b\u007f", "a\\\"'`$#", "grüß 日本語 🔑", "\ufeff", "\uffff"})
    void value_isAnyUnicodeText_keptToTheCharacter(String text) {
        assertThat(SecretValue.of(text).text()).isEqualTo(text);
        assertThat(Note.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "marked\u0000", "marked\ud83d", "\udd11marked", "\udd11\ud83d"})
    void value_withNulOrHalfASurrogatePair_isRefused_withoutItsText(String text) {
        assertThatThrownBy(() -> SecretValue.of(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the value ")
                .hasMessageNotContaining("marked");
        assertThatThrownBy(() -> Note.of(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the note ")
                .hasMessageNotContaining("marked");
    }

    @Test
    void value_hasAtMostOneMebibyteOfUtf8() {
        assertThat(SecretValue.MAX_BYTES).isEqualTo(1_048_576);
        for (String unit : new String[] {"x", "é", "🔑"}) {
            String most = unit.repeat(SecretValue.MAX_BYTES / unit.getBytes(StandardCharsets.UTF_8).length);
            assertThat(SecretValue.of(most).text()).isEqualTo(most);
            assertThatThrownBy(() -> SecretValue.of(most + "x"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("1 MiB");
        }
    }

    @Test
    void note_hasAtMostFourKibibytesOfUtf8() {
        String most = "é".repeat(2048);
        assertThat(Note.of(most).text()).isEqualTo(most);
        assertThatThrownBy(() -> Note.of(most + "x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("4 KiB");
    }

    @Test
    void values_areEqualByTheirText() {
        assertThat(SecretValue.of("a")).isEqualTo(SecretValue.of("a")).hasSameHashCodeAs(SecretValue.of("a"));
        assertThat(SecretValue.of("a")).isNotEqualTo(SecretValue.of("b")).isNotEqualTo(Note.of("a"));
        assertThat(Note.of("a")).isEqualTo(Note.of("a")).hasSameHashCodeAs(Note.of("a"));
    }
}
