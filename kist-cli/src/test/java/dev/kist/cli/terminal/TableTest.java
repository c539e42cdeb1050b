// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that are to fit a terminal. */
class TableTest {
    private final Table table = new Table("TIME", "NAME", "NOTE").keeping("TIME");

    @Test
    void lines_areCutToTheWidth_butForWhatIsKept() {
        String time = "2026-01-01T00:00:00.000Z";
        String name = "A".repeat(100) + "_LAST";
        table.add(List.of(time, name, "a sentence that goes on and on " + "and on ".repeat(20)));

        assertThat(table.lines().get(1)).contains(time, name);
        assertThat(table.lines(80)).allMatch(line -> line.length() <= 80);
        assertThat(table.lines(80).get(1)).startsWith(time).contains("AAA\u2026", "_LAST", "a sentence");
        assertThat(table.lines(10).get(1)).startsWith(time);
    }

    @Test
    void lines_thatFit_areLeftAlone() {
        table.add(List.of("t", "n", "m"));
        assertThat(table.lines(80)).isEqualTo(table.lines());
    }

    @Test
    void screen_isWhatTheTerminalSays_orTheLeast() {
        assertThat(Screen.parse("50 120\n")).isEqualTo(new Screen(50, 120));
        assertThat(Screen.parse("0 0\n")).isEqualTo(Screen.LEAST);
        assertThat(Screen.parse("")).isEqualTo(Screen.LEAST);
    }

    @Test
    void style_isPlain_whereNoColorIsSet_orNoTerminalIsThere() {
        assertThat(Style.of(true, "xterm", "").red("x")).isEqualTo("\033[31mx\033[0m");
        assertThat(Style.of(true, "xterm", "1").red("x")).isEqualTo("x");
        assertThat(Style.of(false, "xterm", "").red("x")).isEqualTo("x");
        assertThat(Style.of(true, "dumb", "").red("x")).isEqualTo("x");
    }
}
