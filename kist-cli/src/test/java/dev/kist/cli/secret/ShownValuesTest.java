// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --values} and {@code --reveal} show, by one rule in {@code list}, {@code history} and {@code diff}. */
class ShownValuesTest {
    private static final String LONG = "sk_test_0123456789abcdef51ab";
    private static final String DOTS = "\u2022".repeat(8);

    private final KistRun kist;

    ShownValuesTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "LONG=" + LONG, "NINETEEN=0123456789012345678", "EMPTY=");
        kist.done("set", "PEM", "--", "-" + "x".repeat(30) + "\n");
    }

    @Test
    void nothing_isShownUnasked() {
        assertThat(kist.done("list").out()
                        + kist.done("history", "LONG").out()
                        + kist.done("list", "--json").out()
                        + kist.done("diff", "--at", "0s").out())
                .doesNotContain("sk_t", "51ab", DOTS, "(28)", "\"length\"");
    }

    @Test
    void values_areMasked() {
        String list = kist.done("list", "--values").out();
        assertThat(list)
                .contains("sk_t\u202651ab (28)", DOTS + " (19)", "(empty)", "-xxx\u2026xxxx (32)")
                .doesNotContain("0123", "<U+");
        assertThat(kist.done("history", "LONG", "--values").out()).contains("sk_t\u202651ab (28)");
        assertThat(kist.done("list", "LONG", "--values", "--json").out())
                .contains("\"masked\": \"sk_t\u202651ab\"", "\"length\": 28")
                .doesNotContain("\"value\"");
        assertThat(kist.done("history", "LONG", "--values", "--json").out())
                .contains("\"masked\": \"sk_t\u202651ab\"")
                .doesNotContain("\"value\"");
        kist.done("copy", "--from", "development", "--to", "staging");
        kist.done("set", "LONG", "short", "-e", "staging");
        assertThat(kist.done("diff", "development", "staging", "--values").out())
                .contains("~ LONG sk_t\u202651ab (28) -> " + DOTS + " (5)");
        assertThat(kist.done("diff", "development", "staging", "--values", "--json")
                        .out())
                .contains("\"from\": \"sk_t\u202651ab\"", "\"to\": \"" + DOTS + "\"");
    }

    @Test
    void reveal_showsThemWhole() {
        assertThat(kist.done("list", "--reveal").out()).contains("\"" + LONG + "\"", "\"\"", "xxx\\n\"");
        assertThat(kist.done("list", "--values", "--reveal").out()).contains(LONG);
        assertThat(kist.done("list", "--reveal", "--json").out()).contains("\"value\": \"" + LONG + "\"");
        assertThat(kist.done("history", "LONG", "--reveal").out()).contains("\"" + LONG + "\"");
    }

    @Test
    void bytes_showTheirNumberAlone() {
        kist.stdin("\0\1\2" + "a".repeat(30)).done("set", "STORE", "--binary");
        assertThat(kist.done("list", "STORE", "--values").out())
                .contains(DOTS + " (33 bytes)")
                .doesNotContain("aaa");
        assertThat(kist.done("list", "STORE", "--reveal", "--json").out()).contains("\"base64\"");
    }
}
