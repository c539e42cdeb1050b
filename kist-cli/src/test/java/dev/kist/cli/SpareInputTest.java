// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed before a question, and pasted at one, in an interactive shell on a pseudo terminal. */
class SpareInputTest {
    private static final String TYPED_BEFORE = "what was typed before the question is not taken";

    @TempDir
    Path folder;

    @BeforeEach
    void fill() {
        KistRun kist = KistRun.initialized(folder);
        kist.done("set", "A", "one");
        kist.done("set", "A", "two");
    }

    /** An interactive shell in which Kist was called; it begins as soon as the file {@code begin} is there. */
    private Terminal shell(String arguments) throws IOException {
        KistProcess kist = KistProcess.in(folder)
                .with("TERM", "xterm-256color")
                .with("PS1", "shell> ")
                .with("PROMPT_COMMAND", "");
        Path script = folder.resolve("kist");
        Files.writeString(
                script,
                "#!/bin/sh\necho waiting\nwhile [ ! -e begin ]; do sleep 0.02; done\nexec "
                        + String.join(" ", kist.words()) + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Terminal terminal = Terminal.start(List.of("bash", "--norc", "--noprofile", "-i"), kist.variables(), folder);
        terminal.await("shell> ");
        terminal.sendLine("./kist " + arguments + "; echo code=$?");
        terminal.await("waiting");
        return terminal;
    }

    private void begin() throws IOException {
        Files.createFile(folder.resolve("begin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\rtouch leaked\r", "y\rtouch lea", "n\ry\r"})
    void severalLinesAtAQuestion_areNoAnswer_andNothingIsLeftForTheShell(String pasted) throws Exception {
        try (Terminal terminal = shell("delete A --purge")) {
            begin();
            terminal.await("[y/N] ");
            terminal.send(pasted);
            terminal.await("none of them is taken as the answer");
            terminal.await("[y/N] ");
            terminal.sendLine("n");
            terminal.await("code=2");
            terminal.await("shell> ");
            terminal.sendLine("echo still; echo here; stty -a");
            assertThat(terminal.await("here\r\n")).doesNotContain("touch");
            assertThat(terminal.await(" icanon")).doesNotContain("-icanon");
        }
        assertThat(folder.resolve("leaked")).doesNotExist();
        assertThat(KistRun.in(folder).run("get", "A", "-n").out()).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\r", "y", "\ry\ry\r"})
    void whatIsTypedBeforeAQuestion_answersItNot(String typed) throws Exception {
        try (Terminal terminal = shell("delete A --purge")) {
            terminal.send(typed);
            begin();
            terminal.await(TYPED_BEFORE);
            terminal.await("[y/N] ");
            terminal.sendLine("n");
            terminal.await("code=2");
        }
        assertThat(KistRun.in(folder).run("get", "A", "-n").out()).isEqualTo("two");
    }

    @Test
    void lineEndsBeforeAQuestion_areDroppedWithoutAWord() throws Exception {
        try (Terminal terminal = shell("delete A --purge")) {
            terminal.send("\r\r");
            begin();
            terminal.await("[y/N] ");
            terminal.sendLine("y");
            terminal.await("code=0");
            assertThat(terminal.output()).doesNotContain(TYPED_BEFORE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"typed too early\r", "typed too early"})
    void whatIsTypedBeforeTheHiddenPrompt_isNotStored(String typed) throws Exception {
        try (Terminal terminal = shell("set A")) {
            terminal.send(typed);
            begin();
            terminal.await(TYPED_BEFORE);
            terminal.await("value of A: ");
            terminal.sendLine("three");
            terminal.await("code=0");
        }
        assertThat(KistRun.in(folder).run("get", "A", "-n").out()).isEqualTo("three");
    }
}
