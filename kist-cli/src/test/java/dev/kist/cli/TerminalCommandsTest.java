// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and types, on a real pseudo terminal. */
class TerminalCommandsTest {
    @TempDir
    Path folder;

    private KistProcess kist() {
        return KistProcess.in(folder);
    }

    @BeforeEach
    void init() {
        KistRun.initialized(folder);
    }

    private Terminal start(String... arguments) {
        return Terminal.start(kist().words(arguments), kist().variables(), folder);
    }

    @Test
    void set_asksWithoutEcho() {
        try (Terminal terminal = start("set", "A")) {
            terminal.await("value of A: ");
            terminal.sendLine("typed-in-the-dark");
            terminal.await("set A in development: version 1");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).doesNotContain("typed-in-the-dark");
        }
        assertThat(kist().done("get", "A").out()).isEqualTo("typed-in-the-dark\n");
    }

    @Test
    void set_interruptedAtThePrompt_writesNothingAndRestoresEcho() {
        KistProcess kist = kist();
        String line = String.join(" ", kist.words("set", "A")).replace("'", "");
        try (Terminal terminal = Terminal.start(
                java.util.List.of("sh", "-c", "trap : INT; " + line + "; stty -a; echo done"),
                kist.variables(),
                folder)) {
            terminal.await("value of A: ");
            terminal.control('C');
            terminal.await("done");
            assertThat(terminal.output()).containsPattern("[^-]echo\\b").doesNotContain("-echo ");
        }
        assertThat(kist.run("get", "A").exitCode()).isEqualTo(3);
    }

    @Test
    void migrate_asksBeforeItChanges() throws Exception {
        kist().done("set", "A", "1");
        Files.writeString(folder.resolve(".env"), "A=2\n");
        try (Terminal terminal = start("migrate", "--env-file", ".env")) {
            terminal.await("Go on? [y/N]");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(2);
        }
        assertThat(kist().done("get", "A").out()).isEqualTo("1\n");
        try (Terminal terminal = start("migrate", "--env-file", ".env")) {
            terminal.await("Go on? [y/N]");
            terminal.sendLine("y");
            terminal.await("delete .env now? [y/N]");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(kist().done("get", "A").out()).isEqualTo("2\n");
    }

    @Test
    void migrate_asksWhichReadingIsMeant() throws Exception {
        Files.writeString(folder.resolve(".env"), "A=foo#bar\n");
        try (Terminal terminal = start("migrate", "--env-file", ".env")) {
            terminal.await("which reading of .env:1 A is meant?");
            terminal.await("number, or nothing to stop:");
            terminal.sendLine("2");
            terminal.await("delete .env now? [y/N]");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output())
                    .contains("7 characters", "3 characters")
                    .doesNotContain("foo#bar");
        }
        assertThat(kist().done("get", "A").out()).isEqualTo("foo\n");
    }

    @Test
    void set_ofATemplateAgain_asksWhetherTheNewValueIsOne() {
        kist().done("set", "HOST", "h");
        kist().done("set", "URL", "http://${HOST}", "--template");
        for (String[] answer :
                new String[][] {{"", "2", "http://h"}, {"1", "0", "https://h"}, {"2", "0", "https://${HOST}"}}) {
            try (Terminal terminal = start("set", "URL", "https://${HOST}")) {
                terminal.await("URL is a template. What is the new value?");
                terminal.await("number, or nothing to stop:");
                terminal.sendLine(answer[0]);
                assertThat(terminal.exitCode()).isEqualTo(Integer.parseInt(answer[1]));
            }
            assertThat(kist().done("get", "URL").out()).isEqualTo(answer[2] + "\n");
            kist().done("set", "URL", "http://${HOST}", "--template");
        }
    }

    @Test
    void whereOneIs_isSaidOnce_whateverTheCommandIsAbout() {
        kist().done("set", "A", "1", "-e", "staging");
        for (String command : new String[] {"list --all", "key list --all", "rotate --all", "environment list"}) {
            try (Terminal terminal = start(command.split(" "))) {
                assertThat(terminal.exitCode()).isZero();
                assertThat(terminal.output().lines().filter(line -> line.contains(" in the local store ")))
                        .as(command)
                        .singleElement()
                        .asString()
                        .startsWith("kist: all environments in the local store ");
            }
        }
        try (Terminal terminal = start("get", "A", "-e", "staging")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).containsOnlyOnce("kist: staging in the local store ");
        }
        try (Terminal terminal = start("run", "--", "true")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).containsOnlyOnce("development (the default) in the local store ");
        }
    }
}
