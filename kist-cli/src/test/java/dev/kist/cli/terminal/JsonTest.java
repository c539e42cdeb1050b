// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final String HOSTILE =
            "a\u001b[2J\u007f\u009b31m\u202eb\u200bc\ufeff\nd\u2028\u034f\ufe0f\ud83d\udd11\udb40\udd00\ud800\"\\\u00fc";

    @Test
    void whatATerminalCouldActOn_isEscaped_andTheDataIsTheSame() {
        for (String json : List.of(
                Json.of(List.of(HOSTILE, Map.of(HOSTILE, 1))), Json.line(Map.of("value", HOSTILE, HOSTILE, "")))) {
            assertThat(json)
                    .doesNotContain(
                            "\u001b", "\u007f", "\u009b", "\u202e", "\u200b", "\ufeff", "\u2028", "\u034f", "\ufe0f")
                    .contains("\\u009b", "\\u202e", "\\udb40\\udd00", "\\ud800", "\ud83d\udd11", "\u00fc");
        }
        assertThat(JsonParser.parseString(Json.of(List.of(HOSTILE)))
                        .getAsJsonArray()
                        .get(0)
                        .getAsString())
                .isEqualTo(HOSTILE);
    }

    @Test
    void lineEndsBetweenMembers_stay() {
        assertThat(Json.of(Map.of("a", "1"))).isEqualTo("{\n  \"a\": \"1\"\n}");
    }
}
