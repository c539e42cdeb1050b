// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code set --generate}, {@code --uuid} and {@code --keypair} on the local store. */
class GeneratedOptionTest {
    private final KistRun kist;

    GeneratedOptionTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    private String made(String... arguments) {
        Result result = kist.done(arguments);
        String value = kist.done("get", "A", "-n").out();
        assertThat(result.out() + result.err()).doesNotContain(value).contains("set A in development: version ");
        return value;
    }

    @Test
    void generate_makesWhatItIsAskedFor_andPrintsNothingOfIt() {
        assertThat(made("set", "A", "--generate")).matches("[A-Za-z0-9]{32}");
        assertThat(made("set", "A", "--generate", "48")).matches("[A-Za-z0-9]{48}");
        assertThat(made("set", "--generate", "20", "A")).matches("[A-Za-z0-9]{20}");
        assertThat(made("set", "--generate", "A")).matches("[A-Za-z0-9]{32}");
        assertThat(made("set", "A", "--generate=16", "--hex")).matches("[0-9a-f]{16}");
        assertThat(made("set", "A", "--generate", "16", "--alphabet=-_.")).matches("[-_.]{16}");
        assertThat(made("set", "A", "--uuid")).matches("[0-9a-f-]{36}");
        assertThat(kist.done("history", "A", "--json").out().split("\"version\""))
                .hasSize(8);
    }

    @Test
    void generate_keepsTheNote_andTakesOne() {
        kist.done("set", "A", "1", "--note", "of the session");
        kist.done("set", "A", "--generate");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("of the session\n");
        kist.done("set", "A", "--generate", "--note", "another");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("another\n");
        kist.failed(6, "set", "A", "--generate", "--if-version", "0");
    }

    @Test
    void generate_overATemplate_isTextWhateverItHolds() {
        kist.done("set", "B", "1");
        kist.done("set", "A", "--template", "--", "${B}");
        assertThat(kist.done("set", "A", "--generate", "4000", "--alphabet", "${")
                        .err())
                .contains("A in development was a template and is text now");
        assertThat(kist.done("get", "A", "-n").out()).matches("[${]{4000}");
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "rsa", "x25519"})
    void keyPair_setsBothHalves(String kind) {
        Result result = kist.done("set", "A", "--keypair", kind);
        assertThat(result.err()).contains("set A in development", "set A_PUBLIC in development");
        assertThat(kist.done("get", "A").out()).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(kist.done("get", "A_PUBLIC").out()).startsWith("-----BEGIN PUBLIC KEY-----\n");
        kist.done("set", "A", "--keypair", kind);
        assertThat(kist.done("get", "A", "--version", "1").out())
                .isNotEqualTo(kist.done("get", "A").out());
    }

    @ParameterizedTest
    @CsvSource({
        "value-1 --generate, both VALUE and --generate are given",
        "--generate --uuid, both --generate and --uuid are given",
        "--uuid --keypair=rsa, both --uuid and --keypair are given",
        "--generate --template, both --template and --generate are given",
        "--generate --file=f, both --file and --generate are given",
        "--generate --hex --alphabet=ab, both --hex and --alphabet are given",
        "--hex, --hex goes with --generate",
        "--uuid --alphabet=ab, --alphabet goes with --generate",
        "--generate 0, a whole number from 1 to 1048576 is expected",
        "--generate 99999999, a whole number from 1 to 1048576 is expected",
        "--generate --alphabet=aa, the alphabet is not two or more characters",
        "--keypair dsa, is not a kind of key pair"
    })
    void whatDoesNotGoTogether_isRefused_andNothingIsSet(String options, String says) {
        String[] line = ("set A " + options).split(" ");
        assertThat(kist.failed(2, line).err()).contains(says);
        kist.failed(3, "get", "A");
    }

    @Test
    void keyPair_whoseSecondNameIsNone_isRefused() {
        kist.failed(2, "set", "A".repeat(250), "--keypair", "ed25519");
    }

    @Test
    void keyPair_takesANote_andAVersion_forBoth() {
        kist.done("set", "A", "--keypair", "x25519", "--if-version", "0", "--note", "for signing");

        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("for signing\n");
        assertThat(kist.done("get", "A_PUBLIC", "--note").out()).isEqualTo("for signing\n");
        assertThat(kist.failed(6, "set", "A", "--keypair", "x25519", "--if-version", "0")
                        .err())
                .contains("exists, its version is 1 now");
        kist.done("set", "A", "--keypair", "x25519", "--if-version", "1");
        assertThat(kist.done("get", "A_PUBLIC", "--note").out()).isEqualTo("for signing\n");
        kist.done("delete", "A_PUBLIC");
        kist.failed(6, "set", "A", "--keypair", "x25519", "--if-version", "2");
        kist.done("set", "A", "--keypair", "x25519");
    }

    @Test
    void keyPair_replacesNoOtherSecret() {
        kist.done("set", "A_PUBLIC", "value-other");

        assertThat(kist.failed(2, "set", "A", "--keypair", "x25519").err())
                .contains("A_PUBLIC exists in development, and A does not");
        assertThat(kist.done("get", "A_PUBLIC").out()).isEqualTo("value-other\n");
        kist.failed(3, "get", "A");
    }
}
