// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that were pasted from a text with typographic dashes. */
class PastedDashTest extends ArgumentsFixture {
    PastedDashTest(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "set A —environment=s3cret, —environment, --environment",
        "set A –environment=s3cret, –environment, --environment",
        "set A ––note=s3cret, ––note, --note",
        "set A –e, –e, -e",
        "set A −−note=s3cret, −−note, --note",
        "set A -–note=s3cret, -–note, --note",
        "run —only A -- env, —only, --only",
        "list —all, —all, --all",
        "delete A —purge, —purge, --purge",
        "—enviroment=s3cret list, —enviroment, --environment",
        "—version, —version, --version"
    })
    void anOptionWithAPastedDash_isRefused_andTheOptionOffered(String line, String shown, String offered) {
        Result result = kist.run(line.split(" "));
        assertThat(result.code()).isEqualTo(line.startsWith("run") ? 125 : 2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains(shown, "did you mean " + offered + "?")
                .doesNotContain("s3cret");
        assertThat(kist.done("get", "A").out()).isEqualTo("first\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"—s3cret", "–", "−5", "\u2010x"})
    void whatBeginsWithAnotherDash_isNoValue_andNotShown(String typed) {
        assertThat(refused("set", "A", typed).err())
                .contains("argument 3 begins with another dash than -", "after --, or give it on standard input")
                .doesNotContain(typed);
        kist.done("set", "A", "--", typed);
        assertThat(kist.done("get", "A", "-n").out()).isEqualTo(typed);
        kist.done("set", "A", "second", "--note=" + typed);
    }
}
