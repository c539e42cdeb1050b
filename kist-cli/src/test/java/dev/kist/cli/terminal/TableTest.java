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
    void aCellThatSpans_reachesOverEmptyOnes_andIsNeverCut() {
        Table log = new Table("TIME", "CHANGE", "NAME", "BY").keeping("TIME").spanning("CHANGE");
        String event = "prepared the removal of somebody";
        log.add(List.of("2026-01-01", "set as version 12", "N".repeat(50), "me@here"));
        log.add(List.of("2026-01-02", event, "", "me@here"));
        log.add(List.of("2026-01-03", "purged 2 versions", "A", "me@here"));

        assertThat(log.lines(60))
                .allMatch(line -> line.length() <= 60)
                .anyMatch(line -> line.contains("set as version 12"))
                .anyMatch(line -> line.matches("2026-01-02 +" + event + " +me@here"));
        assertThat(log.lines(20)).anyMatch(line -> line.contains(event + " "));
        assertThat(log.lines(60).get(1).indexOf("me@here"))
                .isEqualTo(log.lines(60).get(2).indexOf("me@here"));
    }

    @Test
    void aCellThatSpans_makesItsColumnWider_whereThereIsRoom() {
        Table log = new Table("TIME", "CHANGE", "NAME", "BY").spanning("CHANGE");
        log.add(List.of("t", "environment created", "", "me"));
        log.add(List.of("t", "set", "A", "me"));

        assertThat(log.lines()).isEqualTo(log.lines(80));
        assertThat(log.lines().get(1)).isEqualTo("t     environment created  me");
        assertThat(log.lines().get(2)).hasSameSizeAs(log.lines().get(1));
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
