// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.testing.ProcessRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kist run} in a process of its own; how programs start is tested beside it. */
class RunCommandTest {
    @TempDir
    Path folder;

    private KistProcess kist;

    @BeforeEach
    void init() {
        kist = KistProcess.initialized(folder);
        kist.done("set", "A=kist", "B=b\nc");
    }

    private ProcessRun run(KistProcess in, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "run";
        System.arraycopy(words, 0, all, 1, words.length);
        return in.run(all);
    }

    @Test
    void program_getsSecretsArgumentsAndGivesItsCode() {
        ProcessRun result = run(
                kist,
                "-e",
                "development",
                "--",
                "sh",
                "-c",
                "printf '%s|' \"$A\" \"$B\" \"$@\"; exit 7",
                "sh",
                "a b",
                "--",
                "-e",
                "");
        assertThat(result.out()).isEqualTo("kist|b\nc|a b|--|-e||");
        assertThat(result.exitCode()).isEqualTo(7);
    }

    @Test
    void kistWins_unlessPreserved() {
        KistProcess inherited = kist.with("A", "mine").with("B", "mine");
        String show = "printf '%s,%s' \"$A\" \"$B\"";
        assertThat(run(inherited, "--", "sh", "-c", show).out()).isEqualTo("kist,b\nc");
        assertThat(run(inherited, "--preserve-env", "--", "sh", "-c", show).out())
                .isEqualTo("mine,mine");
        assertThat(run(inherited, "--preserve-env=A", "--", "sh", "-c", show).out())
                .isEqualTo("mine,b\nc");
    }

    @Test
    void only_addsTheseAlone() {
        assertThat(run(kist, "--only", "A", "--", "sh", "-c", "echo $A${B-none}")
                        .out())
                .isEqualTo("kistnone\n");
        assertThat(run(kist, "--only", "NOPE", "--", "true").exitCode()).isEqualTo(125);
    }

    @Test
    void onlyAndExcept_takePatterns() {
        String show = "echo ${A-none}${B-none}";
        assertThat(run(kist, "--only", "A*", "--", "sh", "-c", show).out()).isEqualTo("kistnone\n");
        assertThat(run(kist, "--except", "A*", "--", "sh", "-c", "echo ${A-none}")
                        .out())
                .isEqualTo("none\n");
        assertThat(run(kist, "--except", "NOPE*", "--", "true").exitCode()).isEqualTo(125);
        assertThat(run(kist, "--only", "NOPE*", "--", "true").err()).contains("no secret of development matches NOPE*");
    }

    @Test
    void pristine_leavesTheSecretsAlone() {
        assertThat(run(kist, "--pristine", "--", "env").out()).isEqualTo("A=kist\nB=b\nc\n");
    }

    @Test
    void dangerousName_isRefusedBeforeTheStart() {
        kist.done("set", "LD_PRELOAD", "/x.so");
        ProcessRun refused = run(kist, "--", "touch", "started");
        assertThat(refused.exitCode()).isEqualTo(125);
        assertThat(refused.err())
                .contains("LD_PRELOAD", "--allow-dangerous", "--except LD_PRELOAD leaves it out")
                .doesNotContain("/x.so");
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void variableOverTheLimit_isRefusedByNameBeforeTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("large"), "x".repeat(128 * 1024));
        kist.done("set", "LARGE", "--file", file.toString());
        ProcessRun refused = run(kist, "--", "touch", "started");
        assertThat(refused.exitCode()).isEqualTo(125);
        assertThat(refused.err()).contains("LARGE", "128 KiB");
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void failuresBeforeTheStart_haveTheirCodes() {
        assertThat(run(kist).exitCode()).isEqualTo(125);
        assertThat(run(kist, "--bogus", "--", "true").exitCode()).isEqualTo(125);
        assertThat(run(kist, "-e", "nope", "--", "true").exitCode()).isEqualTo(125);
        assertThat(run(kist, "--", "no-such-program").exitCode()).isEqualTo(127);
        assertThat(run(kist, "--", "/").exitCode()).isEqualTo(126);
        assertThat(run(kist, "--", "sh", "-c", "kill -TERM $$").exitCode()).isEqualTo(143);
    }

    @Test
    void defaultEnvironment_isSaid() {
        assertThat(run(kist, "--", "true").err()).contains("no environment is set: using development");
        assertThat(run(kist.with("KIST_ENVIRONMENT", "development"), "--", "true")
                        .err())
                .doesNotContain("no environment");
    }
}
