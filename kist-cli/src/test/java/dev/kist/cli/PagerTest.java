// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.testing.Terminal;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long output, and colors, on a real pseudo terminal. */
class PagerTest {
    @TempDir
    Path folder;

    private KistProcess kist() {
        return KistProcess.in(folder).with("TERM", "xterm");
    }

    @BeforeEach
    void fill() {
        KistRun kist = KistRun.in(folder);
        kist.done("init");
        kist.done(IntStream.rangeClosed(0, 40)
                .mapToObj(i -> i == 0 ? "set" : "SECRET_" + i + "=" + i)
                .toArray(String[]::new));
    }

    private static Terminal start(KistProcess kist, String... arguments) {
        return Terminal.start(kist.words(arguments), kist.variables(), kist.folder());
    }

    @Test
    void longOutput_isShownByThePager_whichGetsNoKey() {
        KistProcess kist =
                kist().with("KIST_KEY_COMMAND", "false").with("PAGER", "sed s/^/paged:/; echo \"[$KIST_KEY_COMMAND]\"");
        try (Terminal terminal = start(kist, "list")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("paged:SECRET_1 ", "paged:SECRET_40 ", "[]");
        }
    }

    @Test
    void shortOutput_isNot_andNeitherIsWhatIsPiped() {
        KistProcess kist = kist().with("PAGER", "sed s/^/paged:/");
        try (Terminal terminal = start(kist, "list", "SECRET_1")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("SECRET_1 ").doesNotContain("paged:");
        }
        assertThat(kist.run("list").out().lines()).hasSize(41).noneMatch(line -> line.startsWith("paged:"));
    }

    @Test
    void withoutAPager_allIsPrinted() {
        try (Terminal terminal = start(kist().with("PAGER", "no-such-pager"), "list")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("SECRET_1 ", "SECRET_40 ");
        }
        try (Terminal terminal = start(kist().with("PAGER", ""), "list")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("SECRET_40 ");
        }
    }

    @Test
    void aPagerThatIsLeftEarly_isNoFailure() {
        try (Terminal terminal = start(kist().with("PAGER", "head -n 1"), "list")) {
            assertThat(terminal.exitCode()).isZero();
        }
    }

    @Test
    void colors_areForTerminals_unlessNoColorIsSet() {
        try (Terminal terminal = start(kist(), "get", "NONE")) {
            assertThat(terminal.exitCode()).isEqualTo(3);
            assertThat(terminal.output()).contains("kist: \033[31merror:\033[0m secret NONE");
        }
        try (Terminal terminal = start(kist().with("NO_COLOR", "1"), "get", "NONE")) {
            assertThat(terminal.exitCode()).isEqualTo(3);
            assertThat(terminal.output()).contains("kist: error: secret NONE");
        }
        assertThat(kist().run("get", "NONE").err()).startsWith("kist: error: ");
    }

    @Test
    void aLongName_isCutToTheTerminal_andWholeInAPipe() {
        String name = "A".repeat(120) + "_END";
        KistRun.in(folder).done("set", name + "=1");
        try (Terminal terminal = start(kist(), "list", name)) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("AA\u2026", "A_END").doesNotContain(name);
        }
        assertThat(kist().run("list", name).out()).contains(name);
    }

    @Test
    void less_showsColors_whateverLessItselfWouldDo() {
        try (Terminal terminal = start(kist().with("PAGER", "echo \"[$LESS]\"; cat"), "list")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("[FRX]");
        }
        try (Terminal terminal =
                start(kist().with("PAGER", "echo \"[$LESS]\"; cat").with("LESS", "i"), "list")) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output()).contains("[i]");
        }
    }
}
