// SPDX-License-Identifier: Apache-2.0
package dev.kist.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Setting;
import dev.kist.cli.Commands;
import dev.kist.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the manual says beside what the help says. */
class ManPageTest {
    private final List<ManPage> pages = ManPage.all(Commands.all().model("kist"), "1");

    private String text(String name) {
        return pages.stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text()
                .replace("\\-", "-");
    }

    @Test
    void optionOfACommand_thatIsNamedAsOneOfTheProgram_isThere() {
        assertThat(text("kist-get")).contains("--version\\fR \\fIN\\fR");
        assertThat(text("kist-list")).doesNotContain("--version", "--quiet", "--help");
        assertThat(text("kist")).contains("-V\\fR, \\fB--version", "--quiet");
    }

    @Test
    void everySetting_andTheFiles_areInTheProgramsPage() {
        for (Setting setting : Setting.values()) {
            assertThat(text("kist")).contains(".TP\n\\fB" + setting.variable() + "\\fR\n");
        }
        assertThat(text("kist"))
                .contains("KIST_CLASSPATH", "KIST_JAVA_OPTIONS", ".SH \"FILES\"", ".kist/known_environments");
        assertThat(text("kist-get")).doesNotContain("FILES");
    }

    /** The README says the same. */
    @Test
    void exitCodes_areThoseOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));

        assertThat(text("kist-list")).contains(ExitCode.IN_WORDS);
        assertThat(words(readme)).contains(words(ExitCode.IN_WORDS));
    }

    private static String words(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", " ");
    }
}
