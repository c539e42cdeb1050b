// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code set} on the local store. */
class SetCommandTest {
    private final KistRun kist;

    SetCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void noteIfVersion_writesOnlyThen() {
        kist.done("set", "A", "value-1");
        assertThat(kist.failed(6, "set", "A", "--note", "stale", "--if-version", "7")
                        .err())
                .contains("its version is 1 now");
        kist.failed(3, "get", "A", "--note");
        kist.done("set", "A", "--note", "fresh", "--if-version", "1");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("fresh\n");
        kist.failed(6, "set", "A", "--note", "", "--if-version", "1");
        kist.failed(3, "set", "B", "--note", "new", "--if-version", "0");
    }

    @Test
    void setIfVersion_writesOnlyThen() {
        kist.done("set", "A", "value-1", "--if-version", "0");
        assertThat(kist.failed(6, "set", "A", "value-2", "--if-version", "0").err())
                .contains("its version is 1 now");
        kist.done("set", "A", "value-2", "--if-version", "1");
        kist.failed(6, "set", "A", "value-3", "--if-version", "1");
        kist.failed(6, "set", "B", "value-1", "--if-version", "1");
        kist.failed(2, "set", "A", "value-3", "--if-version", "-1");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-2\n");

        kist.done("delete", "A");
        kist.failed(6, "set", "A", "value-4", "--if-version", "2");
        kist.done("set", "A", "value-4", "--if-version", "0");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-", "-x", "--flag", "@file", "-----BEGIN KEY-----", "", " blank ", "a\nb", "ä€😀", "$HOME"})
    void set_takesValueAsItIs(String value) {
        kist.stdin("-").done("set", "A", "--", value);
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo(value);
    }

    @Test
    void set_afterDashes_takesOptionsAsValues() {
        assertThat(kist.run("set", "A", "--", "-e").code()).isZero();
        assertThat(kist.run("get", "A").out()).isEqualTo("-e\n");
    }

    @Test
    void set_sameValue_changesNothingAndSaysSo() {
        kist.run("set", "A", "1");
        Result again = kist.run("set", "A", "1");
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("A in development is unchanged: version 1");
    }

    @Test
    void set_fromStandardInput_removesOneLineEnd() {
        kist.stdin("v\n\n").run("set", "A");
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("v\n");
        kist.stdin("v\r\n").run("set", "A");
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("v");
        kist.stdin("v\n").run("set", "A", "--exact");
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("v\n");
    }

    @Test
    void set_fromEmptyInput_needsAllowEmpty() {
        assertThat(kist.run("set", "A").code()).isEqualTo(2);
        assertThat(kist.run("set", "A", "--allow-empty").code()).isZero();
        assertThat(kist.run("get", "A", "-n").out()).isEmpty();
    }

    @Test
    void set_fromFile_keepsEveryByte() throws Exception {
        Path file = Files.writeString(kist.folder().resolve("f"), "a\r\nb\n");
        assertThat(kist.run("set", "A", "--file", file.toString()).code()).isZero();
        assertThat(kist.run("get", "A", "-n").out()).isEqualTo("a\r\nb\n");
    }

    @Test
    void set_overTheLimit_isRefusedAndWritesNothing() throws Exception {
        Path file = Files.write(kist.folder().resolve("f"), new byte[1024 * 1024 + 1]);
        Files.writeString(file, "x".repeat(1024 * 1024 + 1), StandardCharsets.UTF_8);
        Result result = kist.run("set", "A", "--file", file.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("1 MiB");
        assertThat(kist.run("get", "A").code()).isEqualTo(3);
    }

    @Test
    void set_withAnEmptyNote_removesTheOneThatIsThere_whateverBecomesOfTheValue() {
        for (String value : List.of("1", "2")) {
            kist.done("set", "A", "1", "--note", "why");

            kist.done("set", "A", value, "--note", "");

            kist.failed(3, "get", "A", "--note");
        }
        kist.failed(2, "set", "A=1", "B=2", "--note", "");
    }

    @Test
    void set_noteAlone_keepsTheValue() {
        kist.run("set", "A", "1");
        assertThat(kist.run("set", "A", "--note=-why").code()).isZero();
        assertThat(kist.run("get", "A").out()).isEqualTo("1\n");
        assertThat(kist.run("get", "A", "--note").out()).isEqualTo("-why\n");
        assertThat(kist.run("list", "--notes").out()).contains("-why");
    }

    @Test
    void set_inEnvironmentWithNearName_needsCreate() {
        Result refused = kist.run("set", "A", "1", "-e", "developmen");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("development", "--create");
        assertThat(kist.run("set", "A", "1", "-e", "developmen", "--create").code())
                .isZero();
    }

    @Test
    void set_ofATemplateAgain_withAReference_wantsToKnowWhich_andNeverTurnsIntoTextInSilence() {
        kist.done("set", "HOST", "h");
        kist.done("set", "URL", "http://${HOST}", "--template");

        assertThat(kist.failed(2, "set", "URL", "https://${HOST}").err()).contains("--template", "--literal");
        assertThat(kist.done("get", "URL").out()).isEqualTo("http://h\n");
        kist.done("set", "URL", "https://${HOST}", "--template");
        assertThat(kist.done("get", "URL").out()).isEqualTo("https://h\n");
        kist.done("set", "URL", "${HOST}", "--literal");
        assertThat(kist.done("get", "URL").out()).isEqualTo("${HOST}\n");
        kist.done("set", "URL", "http://${HOST}", "--template");
        assertThat(kist.done("set", "URL", "plain").err()).contains("was a template and is text now");
    }

    @ParameterizedTest
    @CsvSource({
        "3, X ${NOPE} --template",
        "3, X=${NOPE} Y=1 --template",
        "2, X a${ --template",
        "6, X 1 --if-version 3",
        "6, X --generate --if-version 3",
        "6, X --keypair x25519 --if-version 1"
    })
    void whatIsRefusedAnyway_createsNoEnvironment(int code, String words) {
        List<String> line = new ArrayList<>(List.of("set", "-e", "other"));
        line.addAll(List.of(words.split(" ")));

        kist.failed(code, line.toArray(String[]::new));

        assertThat(kist.done("environment", "list").out()).doesNotContain("other");
        kist.done("set", "-e", "other", "X", "${NOPE}", "--template", "--force");
    }

    @Test
    void anEmptyFile_isAnEmptyValueOnlyIfThatIsSaid() {
        kist.done("set", "A", "value-1");

        assertThat(kist.failed(2, "set", "A", "--file", "/dev/null").err())
                .contains("the input is empty: A is left as it is", "--allow-empty");
        kist.failed(2, "set", "A", "--binary", "--file", "/dev/null");
        kist.done("set", "A", "--file", "/dev/null", "--allow-empty");
        assertThat(kist.done("get", "A").out()).isEqualTo("\n");
    }

    @Test
    void nulOnStandardInput_isRefused_withTheWayForBytes() {
        for (String[] words : new String[][] {{"set", "A"}, {"set", "A", "-"}, {"set", "A", "--file", "-"}}) {
            assertThat(kist.stdin("a\0b").failed(2, words).err())
                    .contains("holds a NUL character", "kist set KEY --binary --file FILE");
        }
    }
}
