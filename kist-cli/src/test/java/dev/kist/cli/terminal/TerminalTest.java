// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed where, and in which form. */
class TerminalTest {
    private static final String BAD = "a\u001b[2J\u202eb\u200bc\ufeffd\ne\u0085f\tg\u2028h\u034fi\ufe0f";
    private static final String SHOWN =
            "a<U+001B>[2J<U+202E>b<U+200B>c<U+FEFF>d<U+000A>e<U+0085>f<U+0009>g<U+2028>h<U+034F>i<U+FE0F>";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(String typed) {
        return new Terminal(new Streams(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                true,
                false,
                true,
                Style.PLAIN,
                Style.PLAIN));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatATerminalCouldActOn_isVisible_inEveryMessage() {
        Terminal terminal = terminal("n\n0\n");
        terminal.note(BAD);
        terminal.noteOnce(BAD);
        terminal.warning(BAD);
        terminal.warningOnce(BAD + "!");
        terminal.error(BAD);
        terminal.hint(BAD);
        terminal.lines(List.of(BAD));
        terminal.confirm(BAD);
        terminal.choose(BAD, List.of(BAD));
        assertThat(err()).doesNotContain("\u001b", "\u202e", "\u200b", "\ufeff", "\u0085", "\u2028", "\t");
        assertThat(err().split(java.util.regex.Pattern.quote(SHOWN), -1)).hasSize(11);
        assertThat(err().lines())
                .allMatch(line -> line.startsWith("kist: ") || line.equals(SHOWN) || line.startsWith("  1) "));
    }

    @Test
    void whatATerminalCouldActOn_isVisible_inTablesAndTextButNotInData() {
        Table table = new Table("NAME", "NOTE");
        table.add(List.of("A", BAD));
        assertThat(table.lines().get(1)).isEqualTo("A     " + SHOWN);
        terminal("").textLine(BAD);
        terminal("").data(BAD);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(SHOWN + "\n" + BAD);
    }

    @Test
    void aMessage_hasItsOwnLine_besideAProgressBar() {
        Terminal terminal = terminal("");
        try (ProgressBar bar = terminal.progress("writing")) {
            bar.update(100, 1000);
            terminal.warning("odd");
            bar.update(101, 1000);
            bar.update(500, 1000);
        }
        terminal.note("done");
        String cleared = err().replaceAll("\r +\r", "");
        assertThat(cleared).contains("kist: warning: odd\n").endsWith("kist: done\n");
        for (String line : err().split("\n", -1)) {
            String seen = line.substring(line.lastIndexOf('\r') + 1);
            assertThat(seen).doesNotContain("[#");
        }
    }

    @Test
    void quiet_leavesOutNotesAndTheirHints_andNothingElse() {
        Terminal terminal = terminal("").quiet();
        terminal.note("done");
        terminal.hint("next");
        terminal.warning("odd");
        terminal.hint("do this");
        terminal.note("done");
        terminal.hint("next");
        terminal.error("wrong");
        terminal.hint("do that");
        assertThat(err())
                .isEqualTo("kist: warning: odd\nkist: hint: do this\nkist: error: wrong\nkist: hint: do that\n");
    }

    @Test
    void sizesAndNumbers_areEnglish() {
        assertThat(Size.of("")).isEqualTo("0 bytes");
        assertThat(Size.of("a")).isEqualTo("1 byte");
        assertThat(Size.of("ä\n")).isEqualTo("3 bytes");
        assertThat(Size.of("a\nb\n")).isEqualTo("2 lines, 4 bytes");
        assertThat(Count.of(0, "secret")).isEqualTo("0 secrets");
        assertThat(Count.of(1, "entry")).isEqualTo("1 entry");
        assertThat(Count.of(2, "entry")).isEqualTo("2 entries");
        assertThat(Count.of(2, "key")).isEqualTo("2 keys");
    }
}
