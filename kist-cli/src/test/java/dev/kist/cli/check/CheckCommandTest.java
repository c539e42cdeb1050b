// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.ProcessRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} and {@code run --check} on the local store. */
class CheckCommandTest {
    private final KistRun kist;

    CheckCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "PORT", "value-1");
        kist.done("set", "EXTRA", "value-2");
        kist.stdin("").done("set", "EMPTY", "--allow-empty");
    }

    private void example(String name, String text) throws IOException {
        Files.writeString(kist.folder().resolve(name), text);
    }

    @Test
    void check_namesWhatIsWrong_andShowsNoValue() throws Exception {
        example(".env.example", "PORT= # int\nEMPTY=\nMISSING=\n# optional\nSENTRY_DSN=\n");
        Result result = kist.run("check");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo(
                        """
                          missing (1): MISSING
                          empty (1): EMPTY
                          wrong kind (1): PORT (not int)
                          superfluous (1): EXTRA
                        """);
        assertThat(result.err())
                .contains("kist: error: development is not what .env.example asks for", "kist: hint: kist set NAME -e")
                .doesNotContain("value-");
        Result json = kist.run("check", "--json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out())
                .isEqualTo(
                        """
                        {
                          "missing": [
                            "MISSING"
                          ],
                          "empty": [
                            "EMPTY"
                          ],
                          "wrong": {
                            "PORT": "int"
                          },
                          "broken": [],
                          "superfluous": [
                            "EXTRA"
                          ]
                        }
                        """);
    }

    @Test
    void theFile_canBeStandardInput() {
        assertThat(kist.stdin("NOPE=\n").run("check", "--against", "-").err())
                .contains("is not what standard input asks for", "in standard input says");
        assertThat(kist.stdin("no line\n").failed(2, "check", "--against", "-").err())
                .contains("standard input:1:");
    }

    @Test
    void superfluous_areTold_andFailWithExactAlone() throws Exception {
        example(".env.sample", "PORT=\n# optional\nEMPTY=\n");
        Result result = kist.done("check");
        assertThat(result.out()).isEqualTo("  superfluous (1): EXTRA\n");
        assertThat(result.err()).contains("development has what .env.sample asks for: 2 secrets checked");
        Result exact = kist.run("check", "--exact");
        assertThat(exact.code()).isEqualTo(1);
        assertThat(exact.err()).contains("development has more than .env.sample asks for");
    }

    @Test
    void theFile_isTheFirstOfItsNames_orTheOneThatIsNamed() throws Exception {
        assertThat(kist.failed(2, "check").err()).contains("there is no .env.example", "kist example -o .env.example");
        example(".env.template", "FROM_TEMPLATE=\n");
        assertThat(kist.run("check").out()).contains("FROM_TEMPLATE");
        example(".env.sample", "FROM_SAMPLE=\n");
        assertThat(kist.run("check").out()).contains("FROM_SAMPLE");
        example(".env.example", "FROM_EXAMPLE=\n");
        assertThat(kist.run("check").out()).contains("FROM_EXAMPLE");
        assertThat(kist.stdin("FROM_INPUT=\n").run("check", "--against", "-").out())
                .contains("FROM_INPUT");
        kist.failed(2, "check", "--against", "nowhere");
        example(".env.example", "A=\nno assignment\n");
        assertThat(kist.failed(2, "check").err()).contains(".env.example:2: no assignment");
        kist.failed(3, "check", "--against", ".env.sample", "-e", "elsewhere");
    }

    @Test
    void runCheck_startsNothingWhereSomethingIsMissing() throws Exception {
        example(".env.example", "PORT=\nHERE=\nMISSING=\n");
        example("less", "PORT=\n");
        KistProcess process = KistProcess.in(kist.folder()).with("HERE", "inherited");
        ProcessRun refused = process.run("run", "--check", "--", "echo", "started");
        assertThat(refused.exitCode()).isEqualTo(125);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("  missing (1): MISSING", "asks for: the program was not started")
                .doesNotContain("superfluous", "value-");
        assertThat(process.run("run", "--check", "--pristine", "--", "echo", "started")
                        .err())
                .contains("  missing (2): HERE, MISSING");
        assertThat(process.run("run", "--check=less", "--", "echo", "started").out())
                .isEqualTo("started\n");
        assertThat(process.run("run", "--check=nowhere", "--", "echo").exitCode())
                .isEqualTo(125);
    }

    @Test
    void aBrokenTemplate_mattersOnlyWhereItIsAskedFor() throws Exception {
        kist.done("set", "BROKEN", "${NOPE}", "--template", "--force");
        kist.done("set", "URL", "http://${EXTRA}", "--template");
        example("other", "URL= # url\n");
        example(".env.example", "BROKEN=\n");

        assertThat(kist.done("check", "--against", "other").out())
                .contains("  superfluous (4): BROKEN, EMPTY, EXTRA, PORT\n");
        Result result = kist.run("check");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("  cannot be resolved (1): BROKEN\n");
        assertThat(kist.run("check", "--json").out()).contains("\"broken\": [\n    \"BROKEN\"\n  ]");
        assertThat(kist.done("example").out()).contains("BROKEN=\n", "URL=\n");
    }

    @Test
    void whatTheProgramIsNotToGet_isLeftOut_notMissing() throws Exception {
        example(".env.example", "PORT=\nEXTRA=\nMISSING=\n");

        Result result = kist.run("run", "--check", "--only", "PORT", "--", "true");

        assertThat(result.code()).isEqualTo(125);
        assertThat(result.err())
                .contains("  left out by --only or --except (2): EXTRA, MISSING\n", "the program would not get what")
                .doesNotContain("missing");
    }
}
