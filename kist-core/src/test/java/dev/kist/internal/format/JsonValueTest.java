// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON by RFC 8259 to the letter, and back. */
class JsonValueTest {
    @Test
    void everyKind_isReadAndWritten_inItsOrder() throws IOException {
        String json = "{\"z\":[1,-2.50,3e2,true,false,null,{}],\"a\":{\"b\":\"c\"},\"\":\"\"}";

        assertThat(JsonValue.parse(json).toJson()).isEqualTo(json);
    }

    @Test
    void spaces_andEscapes_areNotKept_numbersAre() throws IOException {
        assertThat(JsonValue.parse(" { \"\\u0061\" : [ 1.0 , \"\\/\\\\\\\"\" ] } ")
                        .toJson())
                .isEqualTo("{\"a\":[1.0,\"/\\\\\\\"\"]}");
    }

    @Test
    void characters_standForThemselves_asTheFormatHasThem() {
        String text = "\u00e9\u2028\u2029<&>'\ud83d\ude00";

        assertThat(JsonValue.of(text).toJson()).isEqualTo('"' + text + '"');
    }

    @Test
    void ofSeveralMembersByOneName_theLastCounts() throws IOException {
        assertThat(JsonValue.parse("{\"a\":1,\"b\":2,\"a\":3}"))
                .isEqualTo(new JsonValue.Members(Map.of("a", JsonValue.of(3), "b", JsonValue.of(2))));
    }

    @Test
    void nothingInItCanBeChanged() throws IOException {
        JsonValue.Members members = (JsonValue.Members) JsonValue.parse("{\"a\":[1]}");

        assertThatThrownBy(() -> members.byName().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(members.byName().get("a")).isEqualTo(new JsonValue.Elements(List.of(JsonValue.of(1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\" 1}",
                "[1 2]",
                "01",
                "+1",
                ".5",
                "1.",
                "0x1",
                "NaN",
                "-Infinity",
                "True",
                "nul",
                "\"a",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "// a\n1",
                "/* a */ 1",
                "# a\n1",
                "\ufeff1",
                "1 2",
                "{} []",
                "1,",
                ")]}'\n{}"
            })
    void whatIsNoJson_isRefused(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text)).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsNestedWithoutEnd_isRefused() {
        assertThatThrownBy(() -> JsonValue.parse("[".repeat(100_000))).isInstanceOf(IOException.class);
    }
}
