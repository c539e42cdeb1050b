// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "_", "a", "DATABASE_URL", "tls.key", "a-b", "_1", "Z9.-_"})
    void secretName_ofTheAlphabet_isKeptAsGiven(String text) {
        assertThat(SecretName.parse(text).value()).isEqualTo(text);
        assertThat(SecretName.parse(text)).hasToString(text);
        assertThat(SecretName.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "-A", ".A", "A B", "A=", "Ä", "A\n", "\nA", "A\u0000", "A/B", "A$", "Aé", "Ａ"})
    void secretName_ofAnythingElse_isRefused(String text) {
        assertThat(SecretName.isValid(text)).isFalse();
        assertThatThrownBy(() -> SecretName.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be a secret's name")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("\u0000");
    }

    @Test
    void secretName_hasAtMost255Characters() {
        assertThat(SecretName.parse("A".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> SecretName.parse("A".repeat(256)))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(e -> assertThat(((InvalidInputException) e).hint().orElseThrow())
                        .contains("255"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "0", "eu-west.prod_2", "A"})
    void environmentName_ofTheAlphabet_isKeptAsGiven(String text) {
        assertThat(EnvironmentName.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-a", "_a", "a b", "a/b", "a\n", "é", "a:b"})
    void environmentName_ofAnythingElse_isRefused(String text) {
        assertThat(EnvironmentName.isValid(text)).isFalse();
        assertThatThrownBy(() -> EnvironmentName.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void environmentName_hasAtMost64Characters() {
        assertThat(EnvironmentName.parse("a".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> EnvironmentName.parse("a".repeat(65))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void names_areCaseSensitive_andOrderedAsTheStoresDo() {
        assertThat(SecretName.parse("token")).isNotEqualTo(SecretName.parse("TOKEN"));
        assertThat(SecretName.parse("B")).isLessThan(SecretName.parse("a"));
        assertThat(EnvironmentName.parse("B")).isLessThan(EnvironmentName.parse("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice@laptop", "Jürgen 🔑", "a", "日本", "\uE000", "\u00A0", "ZWNJ not: x"})
    void actorAndLabel_arePrintableText(String text) {
        assertThat(Actor.parse(text)).hasToString(text);
        assertThat(Label.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n",
                "a\tb",
                "\u0000",
                "\u001b[31m",
                "\u007f",
                "\u0085",
                "\u200b",
                "\u202e",
                "\ufeff",
                "\u2028",
                "\u2029",
                "\ud800",
                "a\udc00b",
                "\u00ad",
                "bob\u034f",
                "bob\u115f",
                "bob\u1160",
                "bob\u17b4",
                "bob\u2800",
                "bob\u3164",
                "bob\ufe0f",
                "bob\uffa0",
                "bob\udb40\udd00"
            })
    void actorAndLabel_ofWhatATerminalCouldActOn_areRefused(String text) {
        assertThatThrownBy(() -> Actor.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage())).matches("[\\p{L}\\p{N}\\p{P}\\p{S}\\p{Zs}]*"));
        assertThatThrownBy(() -> Label.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    /** What another Java may know: 2FFFF is unassigned for good, 1FAE9 was assigned with Unicode 16. */
    @Test
    void actor_withCharactersThatThisJavaDoesNotKnow_isPrintable() {
        for (int codePoint : new int[] {0x1FAE9, 0x378, 0x2FFFF}) {
            String text = Character.toString(codePoint);
            assertThat(Actor.parse(text).value()).isEqualTo(text);
        }
    }

    @Test
    void actorAndLabel_haveAtMost255BytesOfUtf8() {
        for (String longest : new String[] {"a".repeat(255), "é".repeat(127) + "a", "🔑".repeat(63) + "abc"}) {
            assertThat(Actor.parse(longest).value()).isEqualTo(longest);
            assertThat(Label.parse(longest).value()).isEqualTo(longest);
            assertThatThrownBy(() -> Actor.parse(longest + "b")).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> Label.parse(longest + "b")).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void names_areListedUpToTen() {
        assertThat(NameList.of(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(NameList.of(Collections.nCopies(601, "x".repeat(600))))
                .hasSizeLessThan(1100)
                .endsWith("... and 591 more");
    }

    @Test
    void quote_isShort_andSafeForATerminal() {
        assertThat(Printable.quote("a\u001b[2Jb")).isEqualTo("\"a<U+001B>[2Jb\"");
        assertThat(Printable.quote("bob\u034f")).isNotEqualTo(Printable.quote("bob\u200b"));
        assertThat(Printable.quote("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
        assertThat(Printable.quote("🔑".repeat(81))).isEqualTo("\"" + "🔑".repeat(80) + "…\"");
        assertThat(Printable.quote("\u202e".repeat(81))).isEqualTo("\"" + "<U+202E>".repeat(80) + "…\"");
        assertThat(Printable.quote("")).isEqualTo("\"\"");
    }
}
