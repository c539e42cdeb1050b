// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotenvWriterTest {
    @Test
    void write_asDotenv_writesALineForEachKeyInOrder() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("B", "");
        values.put("A", "plain");
        values.put("C", "two\nlines");
        values.put("D", "say \"$x\"");

        assertThat(write(values, ExportFormat.DOTENV)).isEqualTo("B=\"\"\nA=plain\nC=\"two\nlines\"\nD='say \"$x\"'\n");
    }

    @Test
    void write_asShell_exportsInSingleQuotes() {
        assertThat(write(Map.of("A", "it's"), ExportFormat.SHELL)).isEqualTo("export A='it'\\''s'\n");
    }

    @Test
    void write_asJson_isOneFlatObject() {
        assertThat(write(Map.of("A", "x\"\\\n\u0001é"), ExportFormat.JSON))
                .isEqualTo("{\n  \"A\": \"x\\\"\\\\\\n\\u0001é\"\n}\n");
    }

    @Test
    void write_asYaml_quotesEveryValueAndOddKeys() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("A", "1");
        values.put("no", "null");
        values.put("a.b", "x: y");

        assertThat(write(values, ExportFormat.YAML)).isEqualTo("A: \"1\"\n\"no\": \"null\"\n\"a.b\": \"x: y\"\n");
    }

    @Test
    void write_asProperties_isAscii() {
        assertThat(write(Map.of("A", " é\n=#"), ExportFormat.PROPERTIES)).isEqualTo("A=\\ \\u00e9\\n=#\n");
    }

    @Test
    void write_asKubernetesSecret_isAManifestWithBase64() {
        WriteOptions options = WriteOptions.of(ExportFormat.K8S_SECRET).withSecretName("my-app");

        assertThat(DotenvWriter.write(Map.of("A", "é"), options))
                .isEqualTo(
                        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"my-app\"\ntype: Opaque\ndata:\n  A: \"w6k=\"\n");
    }

    @Test
    void write_asGithubEnv_takesADelimiterThatIsNotInTheValue() {
        var delimiters = new ArrayDeque<>(List.of("x", "y", "z"));
        GithubEnv format = new GithubEnv(delimiters::remove);

        assertThat(format.text(Map.of("A", "1\nx\ny"))).isEqualTo("A<<z\n1\nx\ny\nz\n");
    }

    @Test
    void write_asGithubEnv_takesAnotherDelimiterEachTime() {
        Map<String, String> values = Map.of("A", "1");

        assertThat(write(values, ExportFormat.GITHUB_ENV)).isNotEqualTo(write(values, ExportFormat.GITHUB_ENV));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void write_ofNothing_isWellFormed(ExportFormat format) {
        assertThat(write(Map.of(), format))
                .isIn("", "{}\n", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"env\"\ntype: Opaque\ndata: {}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "DOTENV, A-B",
        "DOTENV, __proto__",
        "DOTENV, UID",
        "SHELL, a.b",
        "SHELL, PPID",
        "SHELL, status",
        "GITHUB_ENV, a.b",
        "GITHUB_ENV, NODE_OPTIONS",
        "GITHUB_ENV, GITHUB_SHA"
    })
    void write_ofANameThatTheFormatCannotHold_isRefusedByName(ExportFormat format, String key) {
        assertThatThrownBy(() -> write(Map.of(key, "canary"), format))
                .isInstanceOf(DotenvException.class)
                .hasMessageStartingWith(key + ": is ")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary '\"",
                "canary'\\",
                "canary${X}'",
                "canary\r",
                "canary\\",
                "canary`'",
                "canary'$x",
                "canary\\\\x"
            })
    void write_ofAValueThatNotAllReadersKeep_isRefusedByName(String value) {
        assertThatThrownBy(() -> write(Map.of("KEY", value), ExportFormat.DOTENV))
                .isInstanceOf(DotenvException.class)
                .hasMessageMatching("KEY: (holds|ends in) .*")
                .hasMessageNotContaining("canary");
    }

    @Test
    void write_ofSeveralRefusals_namesThemAll() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("A", "\r");
        values.put("B", "fine");
        values.put("c-d", "");

        assertThatThrownBy(() -> write(values, ExportFormat.DOTENV))
                .hasMessageContainingAll("A: holds a CR", "; c-d: is not a name");
        assertThat(DotenvWriter.refusals(values, WriteOptions.of(ExportFormat.DOTENV)))
                .extracting(RefusedEntry::key)
                .containsExactly("A", "c-d");
    }

    @ParameterizedTest
    @CsvSource({"65533, true", "65534, false"})
    void write_forDocker_endsBeforeLinesOf64KiB(int length, boolean possible) {
        Map<String, String> values = Map.of("A", "x".repeat(length));

        assertThat(DotenvWriter.refusals(values, WriteOptions.of(ExportFormat.DOCKER))
                        .isEmpty())
                .isEqualTo(possible);
    }

    @Test
    void write_ofHalfASurrogatePair_isRefused() {
        for (ExportFormat format : ExportFormat.values()) {
            assertThatThrownBy(() -> write(Map.of("A", "\uD800x"), format)).hasMessageContaining("surrogate");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a-", "a..b", "a b", "a\"\nkind: Pod"})
    void write_asKubernetesSecretWithABadName_isRefused(String name) {
        WriteOptions options = WriteOptions.of(ExportFormat.K8S_SECRET).withSecretName(name);

        assertThatThrownBy(() -> DotenvWriter.write(Map.of(), options))
                .hasMessageStartingWith("the name of the Secret");
    }

    @Test
    void write_asKubernetesSecretOverItsSize_isRefused() {
        Map<String, String> values = Map.of("A", "é".repeat(300_000), "B", "é".repeat(300_000));

        assertThatThrownBy(() -> write(values, ExportFormat.K8S_SECRET)).hasMessageContaining("1 MiB");
    }

    @Test
    void write_ofATemplateLikeValue_keepsItLiteral() {
        assertThat(write(Map.of("A", "$HOME"), ExportFormat.DOTENV)).isEqualTo("A='$HOME'\n");
    }

    private static String write(Map<String, String> values, ExportFormat format) {
        return DotenvWriter.write(values, WriteOptions.of(format));
    }
}
