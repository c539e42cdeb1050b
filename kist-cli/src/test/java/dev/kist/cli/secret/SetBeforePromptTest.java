// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.testing.Terminal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a value useless is found out before a person types it. */
class SetBeforePromptTest {
    private static final String PROMPT = "value of A: ";

    @TempDir
    Path folder;

    private KistProcess kist;

    @BeforeEach
    void init() {
        kist = KistProcess.initialized(folder);
    }

    private Terminal start(KistProcess process, String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "set";
        words[1] = "A";
        System.arraycopy(more, 0, words, 2, more.length);
        return Terminal.start(process.words(words), process.variables(), folder);
    }

    private void requireRefused(int code, String why, KistProcess process, String... more) {
        try (Terminal terminal = start(process, more)) {
            assertThat(terminal.exitCode()).isEqualTo(code);
            assertThat(terminal.output()).contains(why).doesNotContain(PROMPT);
        }
    }

    @Test
    void withoutAKey_aStore_orTheVersion_nothingIsAsked() {
        requireRefused(
                4,
                "no key to open",
                kist.with("HOME", folder.resolve("elsewhere").toString()));
        requireRefused(
                5, "nothing answers at that address", kist, "--uri", "mongodb://127.0.0.1:1/x", "--timeout", "1s");
        requireRefused(6, "A of staging does not exist", kist, "-e", "staging", "--if-version", "2");
        requireRefused(6, "A of development does not exist", kist, "--if-version", "99");
        kist.done("set", "A", "one");
        requireRefused(6, "its version is 1 now, not 99", kist, "--if-version", "99");
        requireRefused(6, "A of development exists", kist, "--if-version", "0");
    }

    @Test
    void aNearName_isAskedAboutFirst_andOnce() {
        try (Terminal terminal = start(kist, "-e", "developmen")) {
            terminal.await("Create developmen? [y/N] ");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.output()).doesNotContain(PROMPT);
        }
        try (Terminal terminal = start(kist, "-e", "developmen")) {
            terminal.await("Create developmen? [y/N] ");
            terminal.sendLine("y");
            terminal.await(PROMPT);
            terminal.control('C');
            assertThat(terminal.exitCode()).isEqualTo(130);
        }
        assertThat(kist.done("environment", "list").out()).doesNotContain("developmen ");
        try (Terminal terminal = start(kist, "-e", "developmen")) {
            terminal.await("Create developmen? [y/N] ");
            terminal.sendLine("y");
            terminal.await(PROMPT);
            terminal.sendLine("typed");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(kist.done("get", "A", "-n", "-e", "developmen").out()).isEqualTo("typed");
    }
}
