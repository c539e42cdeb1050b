// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.testing.Command;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code completion}; that the scripts complete is seen in the shells themselves, in {@code kist-dist}. */
class CompletionCommandTest {
    @TempDir
    Path folder;

    @Test
    void completion_printsAScript_forEachShell_whereNothingIsSetUp() {
        KistRun kist = KistRun.in(folder);
        assertThat(kist.done("completion", "bash").out()).contains("complete -F _kist_complete -o default kist\n");
        assertThat(kist.done("completion", "zsh").out())
                .startsWith("#compdef kist\n")
                .contains("compdef _kist kist");
        assertThat(kist.done("completion", "fish").out()).contains("complete -c kist -f\n");
        assertThat(kist.run("completion", "bash").err()).isEmpty();
    }

    @Test
    void bash_readsIt_asTheHelpSays() {
        String script = KistRun.in(folder).done("completion", "bash").out();
        ProcessRun run = Command.of("bash", "-c", "source <(cat) && complete -p kist")
                .stdin(script)
                .run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("_kist_complete kist");
    }

    @Test
    void anotherShell_isNamedNone() {
        assertThat(KistRun.in(folder).failed(2, "completion", "install").err())
                .contains("completions are for bash, zsh and fish alone");
        assertThat(KistRun.in(folder).failed(2, "completion").err())
                .contains("SHELL is missing", "for example: kist completion bash; see kist completion --help");
    }
}
