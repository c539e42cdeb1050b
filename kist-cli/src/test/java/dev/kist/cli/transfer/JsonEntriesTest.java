// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEntriesTest {
    @Test
    void parse_ofAFlatObject_keepsOrderTextAndNumbersAsWritten() {
        String json =
                "\uFEFF{\n \"B\": \"x\\n\\u00e9$A #\",\n \"A\": 1.50,\n \"C\": 1e400, \"D\": true, \"E\": \"\",\n \"F\": 123456789012345678901234567890\n}\n";

        assertThat(parse(json))
                .extracting(DotenvEntry::key, DotenvEntry::line, DotenvEntry::value)
                .containsExactly(
                        tuple("B", 2, "x\né$A #"),
                        tuple("A", 3, "1.50"),
                        tuple("C", 4, "1e400"),
                        tuple("D", 4, "true"),
                        tuple("E", 4, ""),
                        tuple("F", 5, "123456789012345678901234567890"));
        assertThat(parse(json)).allMatch(entry -> entry.template() == null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"A\": {\"B\": \"canary\"}} | f.json:1: A.B: is nested; secrets are flat names with text",
                "{\"A\": {\"base64\": 1}} | f.json:1: A.base64: is nested; secrets are flat names with text",
                "{\"A\": {\"base64\": \"AA==\", \"B\": \"canary\"}} | f.json:1: A.base64: is nested; secrets are flat names with text",
                "{\"A\": {\"base64\": \"can-ary\"}} | f.json:1: A: is no Base64",
                "{\"A\": {}} | f.json:1: A: is nested; secrets are flat names with text",
                "{\"A\": [\"canary\"]} | f.json:1: A[0]: is nested; secrets are flat names with text",
                "{\"A\": null} | f.json:1: A: is null; leave it out, or give it the empty string",
                "{\"A\": \"canary\", \"A\": \"2\"} | f.json:1: A: is there twice",
                "{\"A\": \"canary\\u0000\"} | f.json:1: A: NUL byte: a value cannot hold one",
                "{\"A\": \"canary\\ud800\"} | f.json:1: A: half of a surrogate pair is no text",
                "[\"canary\"] | f.json:1: is not a JSON object",
                "{\"A\": \"1\"} canary | f.json:1: not well-formed JSON",
                "{\"A\": \"1\"} {\"B\": \"canary\"} | f.json:1: not well-formed JSON"
            })
    void parse_ofAnythingElse_saysFileLineAndPath(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(DotenvException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"A\"",
                "{\"A\": canary}",
                "{A: \"canary\"}",
                "{\"A\": 'canary'}",
                "{\"A\": \"canary",
                "// canary\n{}",
                "{\"A\": 01}",
                "{\"A\": \"x\",}",
                "{\"A\": NaN}",
                "{\"A\": \"a\tb\"}",
                "canary"
            })
    void parse_ofMalformedJson_isRefusedWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(DotenvException.class)
                .hasMessageMatching("f.json(:\\d+)?: (not well-formed JSON|is not a JSON object)")
                .hasMessageNotContaining("canary");
    }

    @Test
    void parse_ofOtherBytesThanUtf8_isRefused() {
        assertThatThrownBy(() -> JsonEntries.parse(new byte[] {'{', (byte) 0xFF, '}'}, "f.json", new BinaryEntries()))
                .hasMessageContaining("f.json:1: not UTF-8");
    }

    @Test
    void parse_ofDeepNesting_isRefusedAtOnce() {
        assertThatThrownBy(() -> parse("{\"A\":".repeat(1_000_000))).hasMessageContaining("A.A: is nested");
    }

    private static List<DotenvEntry> parse(String json) {
        return JsonEntries.parse(json.getBytes(StandardCharsets.UTF_8), "f.json", new BinaryEntries());
    }
}
