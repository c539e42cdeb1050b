// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hidden prompt in an interactive shell on a pseudo terminal: what is typed, and what is pasted. */
class SecretPromptTest {
    private static final String PASTE = "\033[200~";
    private static final String END = "\033[201~";
    private static final String LINES = "-----BEGIN KEY-----\rtouch leaked\rexit 7\r-----END KEY-----";

    @TempDir
    Path folder;

    @BeforeEach
    void init() {
        KistRun.initialized(folder);
    }

    private KistProcess kist(String term) {
        return KistProcess.in(folder).with("TERM", term).with("PS1", "shell> ").with("PROMPT_COMMAND", "");
    }

    /** An interactive shell in which {@code kist set A} waits for the value. */
    private Terminal shell(String term, String... more) throws Exception {
        KistProcess kist = kist(term);
        Path script = folder.resolve("kist");
        Files.writeString(script, "#!/bin/sh\n" + String.join(" ", kist.words()) + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Terminal terminal = Terminal.start(List.of("bash", "--norc", "--noprofile", "-i"), kist.variables(), folder);
        terminal.await("shell> ");
        terminal.sendLine("./kist set A " + String.join(" ", more) + "; echo code=$?");
        terminal.await("value of A: ");
        return terminal;
    }

    private String stored() {
        return KistRun.in(folder).run("get", "A", "-n").out();
    }

    @Test
    void aPaste_isTakenWithAllItsLines_andNothingIsLeftForTheShell() throws Exception {
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.send(PASTE + LINES + END);
            terminal.sendLine("");
            terminal.await("code=0");
            terminal.sendLine("echo still here");
            terminal.await("still here");
            assertThat(terminal.output()).doesNotContain("BEGIN KEY");
        }
        assertThat(stored()).isEqualTo(LINES.replace('\r', '\n'));
        assertThat(folder.resolve("leaked")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void severalLinesAsTyped_areRefused_andNothingIsLeftForTheShell(String term) throws Exception {
        try (Terminal terminal = shell(term)) {
            terminal.send(LINES + "\r");
            terminal.await("nothing was taken");
            terminal.await("--file FILE, or through a pipe");
            terminal.await("code=2");
            terminal.sendLine("echo still here");
            terminal.await("still here");
            assertThat(terminal.output()).doesNotContain("BEGIN KEY");
        }
        assertThat(stored()).isEmpty();
        assertThat(folder.resolve("leaked")).doesNotExist();
    }

    @Test
    void aPasteThatEndsWithALineEnd_isTakenWithoutIt() throws Exception {
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.send(PASTE + "one\rtwo\r" + END + "\r");
            terminal.await("code=0");
        }
        assertThat(stored()).isEqualTo("one\ntwo");
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4097, 200_000})
    void aLongPaste_isNotCut(int length) throws Exception {
        String value = "0123456789abcdef".repeat(length / 16 + 1).substring(0, length);
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.send(PASTE + value + END + "\r");
            terminal.await("code=0");
        }
        assertThat(stored()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb", "vt100", "", "no-such-terminal"})
    void aLongLine_isNotCut(String term) throws Exception {
        String value = "x".repeat(20_000) + "end";
        try (Terminal terminal = shell(term)) {
            terminal.send(value + "\r");
            terminal.await("code=0");
        }
        assertThat(stored()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p!!w !x", "back\\slash\\", "'\"` $HOME", "tab\there", " blanks ", "ä€😀", "[A~", "a#b"})
    void whatIsTyped_isTakenAsItIs(String value) throws Exception {
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.send(value + "\r");
            terminal.await("code=0");
            assertThat(terminal.output()).doesNotContain(value);
        }
        assertThat(stored()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "dumb"})
    void keysThatEdit_edit(String term) throws Exception {
        try (Terminal terminal = shell(term)) {
            // Ctrl-U, backspace over a letter of two bytes, arrows: left and insert, up without effect.
            terminal.send("wrong\u0015aé\177c\033[Db\033[A\r");
            terminal.await("code=0");
        }
        assertThat(stored()).isEqualTo("abc");
    }

    @Test
    void onADumbTerminal_nothingIsSentThatItWouldShow() throws Exception {
        try (Terminal terminal = shell("dumb")) {
            terminal.sendLine("typed");
            terminal.await("code=0");
            assertThat(terminal.output().replace("\033[?2004h", "").replace("\033[?2004l", ""))
                    .doesNotContain("\033", "WARN", "jline");
        }
        assertThat(stored()).isEqualTo("typed");
    }

    @Test
    void aQuestionBehindThePrompt_getsItsOwnAnswer() throws Exception {
        KistRun.in(folder).done("set", "A", "--template", "x");
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.sendLine("typed${HOME}");
            terminal.await("number, or nothing to stop: ");
            terminal.sendLine("text");
            terminal.await("code=0");
            assertThat(terminal.output()).doesNotContain("typed");
        }
        assertThat(stored()).isEqualTo("typed${HOME}");
    }

    @Test
    void ctrlC_storesNothing_andLeavesTheTerminalAsItWas() throws Exception {
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.send("half");
            terminal.control('C');
            // The shell gives its line up, too.
            terminal.await("shell> ");
            terminal.sendLine("echo code=$?");
            terminal.await("code=130");
            terminal.sendLine("stty -a; echo end");
            assertThat(terminal.await("\nend")).containsPattern("[^-]echo\\b").containsPattern("[^-]icanon\\b");
        }
        assertThat(kist("dumb").run("get", "A").exitCode()).isEqualTo(3);
    }

    @Test
    void ctrlBackslash_endsAsQuitDoes_andLeavesTheTerminalAsItWas() throws Exception {
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.send("half\u001c");
            terminal.await("code=131");
            terminal.sendLine("stty -a; echo end");
            assertThat(terminal.await("\nend")).contains("quit = ^\\").containsPattern("[^-]echo\\b");
            assertThat(terminal.output()).doesNotContain("Full thread dump");
        }
        assertThat(kist("dumb").run("get", "A").exitCode()).isEqualTo(3);
    }

    @Test
    void lineEndsOfAPaste_areOneEach() throws Exception {
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.send(PASTE + "one\r\ntwo\r\n\r\nthree" + END + "\r");
            terminal.await("code=0");
        }
        assertThat(stored()).isEqualTo("one\ntwo\n\nthree");
    }

    @Test
    void sigterm_leavesTheTerminalAsItWas() throws Exception {
        KistProcess kist = kist("xterm-256color");
        try (Terminal terminal = Terminal.start(kist.words("set", "A"), kist.variables(), folder)) {
            terminal.await("value of A: ");
            ProcessHandle.of(terminal.pid()).orElseThrow().destroy();
            terminal.exitCode();
            String output = terminal.output();
            assertThat(output.lastIndexOf("\033[?2004l")).isGreaterThan(output.lastIndexOf("\033[?2004h"));
            assertThat(output.lastIndexOf("\033[?1l\033>")).isGreaterThanOrEqualTo(output.lastIndexOf("\033[?1h\033="));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--file -"})
    void whereStandardInputIsNamed_itIsSaidThatWhatIsTypedIsShown(String named) {
        KistProcess kist = kist("xterm-256color");
        try (Terminal terminal = Terminal.start(kist.words(("set A " + named).split(" ")), kist.variables(), folder)) {
            terminal.await("what you type is shown");
            terminal.sendLine("typed");
            terminal.control('D');
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(stored()).startsWith("typed");
    }

    @Test
    void ctrlD_storesNothing() throws Exception {
        try (Terminal terminal = shell("xterm-256color")) {
            terminal.control('D');
            terminal.await("the input is empty");
            terminal.await("code=2");
        }
        assertThat(kist("dumb").run("get", "A").exitCode()).isEqualTo(3);
    }

    @Test
    void withoutStty_theTerminalIsRefused() throws Exception {
        KistProcess kist = kist("xterm").with("PATH", folder.toString());
        try (Terminal terminal = Terminal.start(kist.words("set", "A"), kist.variables(), folder)) {
            terminal.await("this terminal cannot hide what is typed");
            terminal.await("--file FILE");
            assertThat(terminal.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void refusal_namesWhatTheCommandTakes_thatAsks() throws Exception {
        KistProcess kist = kist("xterm").with("PATH", folder.toString());
        try (Terminal terminal = Terminal.start(kist.words("search", "--value"), kist.variables(), folder)) {
            assertThat(terminal.await("through a pipe"))
                    .contains("give the text")
                    .doesNotContain("--file");
            assertThat(terminal.exitCode()).isEqualTo(2);
        }
    }
}
