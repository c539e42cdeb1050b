// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.run.ComposeDriver.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kist compose}, as Docker Compose runs it and as a person does. */
class ComposeCommandTest {
    private static final String ODD = "a=\"b\"\n$C ${D} \u00e9\ud83d\ude00<&>\u2028'";

    private final KistRun kist;
    private ComposeDriver compose;

    ComposeCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "value-a");
        kist.done("set", "B", "--literal", "--", ODD);
        kist.done("set", "EMPTY", "");
        compose = new ComposeDriver(KistProcess.in(folder));
    }

    @Test
    void up_handsOverEverySecretAsItIs_eachTime() {
        Map<String, List<String>> options = Map.of("environment", List.of("development"));

        Outcome outcome = compose.run("up", "secrets", options);

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.variables())
                .containsOnly(Map.entry("A", "value-a"), Map.entry("B", ODD), Map.entry("EMPTY", ""));
        assertThat(outcome.infos()).isEmpty();
        assertThat(outcome.debugs()).singleElement().asString().startsWith("3 secrets of development in ");
        assertThat(compose.run("up", "secrets", options)).isEqualTo(outcome);
    }

    @Test
    void up_takesTheOptionsOfTheFile() {
        assertThat(compose.run("up", "secrets", Map.of("only", List.of("A", "EMPTY")))
                        .variables())
                .containsOnlyKeys("A", "EMPTY");
        assertThat(compose.run("up", "vault", Map.of("except", List.of("B,EMPTY"), "prefix", List.of("true")))
                        .variables())
                .containsOnly(Map.entry("VAULT_A", "value-a"));
    }

    @Test
    void up_thatFails_saysWhyWhereComposeReadsIt() {
        Outcome missing = compose.run("up", "secrets", Map.of("environment", List.of("staging")));
        assertThat(missing.failure()).get().asString().contains("staging", " (hint: ", "kist environment list");

        Outcome slip = compose.run("up", "secrets", Map.of("enviroment", List.of("staging")));
        assertThat(slip.failure()).get().asString().contains("--enviroment is no option", "--environment");
    }

    @Test
    void up_withDangerousNames_needsAWord() {
        kist.done("set", "LD_PRELOAD", "value-x");

        assertThat(compose.run("up", "secrets", Map.of()).failure())
                .get()
                .asString()
                .contains("LD_PRELOAD", "allow-dangerous")
                .doesNotContain("value-");
        assertThat(compose.run("up", "secrets", Map.of("allow-dangerous", List.of("true")))
                        .variables())
                .containsEntry("LD_PRELOAD", "value-x");
        assertThat(compose.run("up", "secrets", Map.of("prefix", List.of("true")))
                        .variables())
                .containsKey("SECRETS_LD_PRELOAD");
        // The name that comes out counts.
        kist.done("delete", "LD_PRELOAD", "--yes");
        kist.done("set", "PRELOAD", "value-x");
        assertThat(compose.run("up", "ld", Map.of("prefix", List.of("true"))).failure())
                .get()
                .asString()
                .contains("LD_PRELOAD");
    }

    @Test
    void up_tellsComposeWhatIsLeftOut() throws Exception {
        Path file = Files.write(kist.folder().resolve("bytes"), new byte[] {0, 1});
        kist.done("set", "STORE", "--binary", "--file", file.toString());

        Outcome outcome = compose.run("up", "secrets", Map.of());

        assertThat(outcome.variables()).containsOnlyKeys("A", "B", "EMPTY");
        assertThat(outcome.infos())
                .anyMatch(line -> line.startsWith("warning: 1 binary secret left out: STORE"))
                .contains("no environment is set: using development");
    }

    @Test
    void downAndStop_needNothing() {
        KistRun elsewhere = KistRun.in(kist.folder().resolve("home"));

        for (String event : List.of("down", "stop")) {
            assertThat(elsewhere.run("compose", "--project-name=shop", event, "--environment=development", "secrets"))
                    .isEqualTo(new KistRun.Result(0, "", ""));
        }
    }

    @Test
    void byHand_errorsAreOnErrorOutput_too() {
        KistRun.Result result = kist.run("compose", "sideways", "secrets");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).startsWith("{\"type\":\"error\",\"message\":\"wrong arguments: ");
        assertThat(result.err()).startsWith("kist: error: wrong arguments: ").contains("kist: hint: ");
        assertThat(kist.run("compose", "up").err()).contains("SERVICE is missing");
        assertThat(kist.run("compose", "up", "--prefix=perhaps", "x").err()).contains("is not true or false");
    }
}
