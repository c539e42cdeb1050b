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

class YamlEntriesTest {
    @Test
    void parse_ofAFlatMapping_keepsOrderTextAndNumbersAsWritten() {
        String yaml =
                "# c\n---\nB: 'it''s $A'\nA: 0x1F\nC: 1_000\nD: yes\nE: \"\"\nF: |\n  one\n  two\nG: 1.50\nH: True\n1: x\nnull: y\nI: !!str 12\nJ: 2001-01-01\n";

        assertThat(parse(yaml))
                .extracting(DotenvEntry::key, DotenvEntry::line, DotenvEntry::value)
                .containsExactly(
                        tuple("B", 3, "it's $A"),
                        tuple("A", 4, "0x1F"),
                        tuple("C", 5, "1_000"),
                        tuple("D", 6, "yes"),
                        tuple("E", 7, ""),
                        tuple("F", 8, "one\ntwo\n"),
                        tuple("G", 11, "1.50"),
                        tuple("H", 12, "True"),
                        tuple("1", 13, "x"),
                        tuple("null", 14, "y"),
                        tuple("I", 15, "12"),
                        tuple("J", 16, "2001-01-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# c\n"})
    void parse_ofNothing_hasNoEntries(String yaml) {
        assertThat(parse(yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A: {B: canary} | A.B: is nested; secrets are flat names with text",
                "A: {base64: AA==, B: canary} | A.base64: is nested; secrets are flat names with text",
                "A: {base64: can-ary} | A: is no Base64",
                "A: [canary] | A[0]: is nested; secrets are flat names with text",
                "A: | A: is null; leave it out, or give it the empty string \"\"",
                "A: ~ | A: is null; leave it out, or give it the empty string \"\"",
                "A: null | A: is null; leave it out, or give it the empty string \"\"",
                "{A: canary, A: x} | A: is there twice",
                "{A: &a canary, B: *a} | B: is an alias; write the value itself",
                "A: !!binary Y2FuYXJ5 | A: has a tag of its own; secrets are text",
                "A: !secret canary | A: has a tag of its own; secrets are text",
                "A: \"canary\\0\" | A: NUL byte: a value cannot hold one",
                "- canary | is not a YAML mapping",
                "canary | is not a YAML mapping",
                "? [canary] | a key is not a name",
                "`A: canary\n---\nB: x` | holds more than one YAML document"
            })
    void parse_ofAnythingElse_saysFileLineAndPath(String yaml, String message) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(DotenvException.class)
                .hasMessageMatching("f\\.yaml:[123]: .*")
                .hasMessageEndingWith(message)
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: 'canary",
                "A: \"canary\\q\"",
                "A: canary: x",
                "A: @canary",
                "A: canary\n B: x",
                "\tA: canary",
                "{A: canary"
            })
    void parse_ofMalformedYaml_isRefusedWithoutQuotingIt(String yaml) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(DotenvException.class)
                .hasMessageMatching("f.yaml(:\\d+)?: not well-formed YAML")
                .hasMessageNotContaining("canary");
    }

    @Test
    void parse_ofDeepNesting_isRefusedAtOnce() {
        assertThatThrownBy(() -> parse("A: " + "[".repeat(1_000_000))).hasMessageContaining("A[0]: is nested");
    }

    @Test
    void parse_ofALargeFile_isRead() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            yaml.append("KEY_").append(i).append(": \"").append("x".repeat(250)).append("\"\n");
        }

        assertThat(parse(yaml.toString())).hasSize(20_000);
    }

    private static List<DotenvEntry> parse(String yaml) {
        return YamlEntries.parse(yaml.getBytes(StandardCharsets.UTF_8), "f.yaml", new BinaryEntries());
    }
}
