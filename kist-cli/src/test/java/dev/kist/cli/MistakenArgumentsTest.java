// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that contradict each other, or would do nothing. */
class MistakenArgumentsTest extends ArgumentsFixture {
    MistakenArgumentsTest(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export --json --format shell|both --json and --format are given",
                "export --json --for node|both --json and --for are given",
                "export --for node --format shell|--for goes with the format dotenv, not shell",
                "export --name x|--name goes with --format k8s-secret",
                "export --append|--append goes with --output FILE",
                "export --notes|--notes goes with --all",
                "export --only A --except A|both --only and --except name A",
                "migrate - -|standard input is given twice",
                "set A=1 B-=x C+D=2|what stands before = cannot be a secret's name",
                "rename A A|OLD and NEW are the same name",
                "copy --from a --to a|--from and --to are the same environment",
                "open --port 99999|a whole number from 1 to 65535 is expected",
                "set A --generate --alphabet aa|--alphabet: the alphabet is not two or more characters",
                "move --to foo|--to: this is no connection string",
                "diff a|two environments are needed",
                "environment inherit x -e x|x cannot inherit from itself"
            })
    void whatContradictsItself_orDoesNothing_isRefusedBeforeAnythingElse(String line, String says) {
        assertThat(refused(line.split(" ")).err()).contains("wrong arguments: ", says);
        Result elsewhere =
                kist.with("KIST_MONGODB_URI", "mongodb://127.0.0.1:1/x").run(line.split(" "));
        assertThat(elsewhere.err()).contains(says);
    }

    @Test
    void run_doesNotTakeContradictions() {
        Result result = kist.run("run", "--pristine", "--preserve-env=HOME", "--", "true");
        assertThat(result.code()).isEqualTo(125);
        assertThat(result.err()).contains("both --pristine and --preserve-env are given");
    }
}
