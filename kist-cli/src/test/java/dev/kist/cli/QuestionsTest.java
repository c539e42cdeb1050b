// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import dev.kist.testing.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be undone is asked on a terminal, wants its flag elsewhere, and does nothing until then. */
class QuestionsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fill() {
        for (List<String> words : List.of(
                List.of("init"),
                List.of("set", "TOKEN", "first"),
                List.of("set", "TOKEN", "second"),
                List.of("set", "TOKEN", "other", "--environment", "staging", "--create"))) {
            assertThat(kist().run(words.toArray(String[]::new)).code()).isZero();
        }
    }

    /** A command, and what shows whether it was carried out: another command and its exit code or output after it. */
    static List<Arguments> commands() {
        return List.of(
                Arguments.of(words("delete TOKEN --purge"), words("get TOKEN"), "3 "),
                Arguments.of(words("prune --keep 1"), words("get TOKEN --version 1"), "3 "),
                Arguments.of(
                        words("copy --from development --to staging TOKEN"),
                        words("get TOKEN -e staging"),
                        "0 second\n"),
                Arguments.of(words("environment delete staging"), words("get TOKEN -e staging"), "3 "),
                // Without a terminal, --create is the flag that answers it.
                Arguments.of(words("set TOKEN near -e stagin"), words("get TOKEN -e stagin"), "0 near\n"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void onATerminal_nothingIsDone_beforeTheAnswerIsYes(List<String> command, List<String> look, String after) {
        String before = look(look);
        try (Terminal terminal = start(command)) {
            terminal.await("[y/N] ");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.output()).contains("stopped: nothing was").doesNotContain("say --");
        }
        assertThat(look(look)).isEqualTo(before).isNotEqualTo(after);
        try (Terminal terminal = start(command)) {
            terminal.await("[y/N] ");
            terminal.control('C');
            assertThat(terminal.exitCode()).isEqualTo(130);
        }
        assertThat(look(look)).isEqualTo(before);
        try (Terminal terminal = start(command)) {
            terminal.await("[y/N] ");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(look(look)).isEqualTo(after);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whereNobodyCanBeAsked_changesNothing_andNamesTheFlag(List<String> command, List<String> look, String after) {
        String before = look(look);
        Result run = kist().run(command.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).containsPattern("kist: hint: say --(yes|create)");
        assertThat(look(look)).isEqualTo(before).isNotEqualTo(after);
    }

    @Test
    void ctrlBackslash_endsKist_andPrintsNoThreads() {
        KistProcess process = KistProcess.in(folder);
        List<String> command = new ArrayList<>(process.words("delete", "TOKEN", "--purge"));
        command.add(1, "-Dkist.native=" + Path.of("target", "native").toAbsolutePath());
        try (Terminal terminal = Terminal.start(command, process.variables(), folder)) {
            terminal.await("[y/N] ");
            terminal.control('\\');
            assertThat(terminal.exitCode()).isEqualTo(131);
            assertThat(terminal.output()).doesNotContain("Full thread dump");
        }
        assertThat(look(words("get TOKEN"))).isEqualTo("0 second\n");
    }

    private String look(List<String> words) {
        Result run = kist().run(words.toArray(String[]::new));
        return run.code() + " " + run.out();
    }

    private Terminal start(List<String> command) {
        KistProcess process = KistProcess.in(folder);
        return Terminal.start(process.words(command.toArray(String[]::new)), process.variables(), folder);
    }

    private KistRun kist() {
        return KistRun.in(folder);
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    @Test
    void afterCtrlD_whatIsSaidStandsOnALineOfItsOwn() {
        try (Terminal terminal = start(words("prune --keep 1"))) {
            terminal.await("[y/N] ");
            terminal.control('D');
            assertThat(terminal.exitCode()).isEqualTo(2);
            assertThat(terminal.output()).containsPattern("\\[y/N\\] \r?\nkist: .*error:");
        }
    }
}
