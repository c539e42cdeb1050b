// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.InvalidInputException;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static String render(String template) {
        return Template.parse(template).render(name -> "<" + name.value().toLowerCase(Locale.ROOT) + ">");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "||,||",
                "plain,plain",
                "${A}-${B},<a>-<b>",
                "${A}${A},<a><a>",
                "$${A},${A}",
                "$$${A},$${A}",
                "$$$${A},$$${A}",
                "$A $ $$ {A} },$A $ $$ {A} }",
                "${a.b-c_1},<a.b-c_1>",
                "$${,${",
                "x$${${A}}$,x${<a>}$",
            })
    void render_replacesReferencesOnce_andNothingElse(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void render_doesNotLookAgainAtWhatWasPutIn() {
        assertThat(Template.parse("${A}${B}").render(name -> name.value().equals("A") ? "$" : "{A}${A}$${"))
                .isEqualTo("${A}${A}$${");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${", "${}", "${A", "marked ${A:-y}", "${1A}", "${ A}", "${A }", "${A\n}", "${${A}}", "${A${B}}"
            })
    void parse_ofAReferenceThatIsNone_isRefused_withoutItsText(String text) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at character ")
                .hasMessageNotContaining("marked");
    }

    @Test
    void references_areInOrder_asOftenAsTheyOccur() {
        assertThat(Template.parse("${B}${A}$${C}${B}").references())
                .extracting(SecretName::value)
                .containsExactly("B", "A", "B");
    }

    @Test
    void length_isInBytes_andIsCountedNoFurtherThanNeeded() {
        String half = "é".repeat(SecretValue.MAX_BYTES / 4);
        Template twice = Template.parse("${A}${A}");

        assertThat(twice.render(name -> half)).hasSize(SecretValue.MAX_BYTES / 2);
        assertThat(twice.length(name -> half, SecretValue.MAX_BYTES)).isEqualTo(SecretValue.MAX_BYTES);
        assertThat(Template.parse("${A}.${A}").length(name -> half, SecretValue.MAX_BYTES))
                .isEqualTo(SecretValue.MAX_BYTES + 1);
        assertThat(Template.parse("${A}".repeat(100)).length(name -> half, SecretValue.MAX_BYTES))
                .isLessThan(2L * SecretValue.MAX_BYTES);
    }
}
