package dev.kist.dotenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes that make a parser look at the same text again and again, 300 kB each: a quadratic one needs minutes. */
class LinearTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=1\n",
                "A=\"b\n",
                "A='b\\'\n",
                "A=`\\`\n",
                "A=\"\\\"",
                "\\\"",
                "'",
                "=",
                "A=",
                "A: ",
                "\n",
                " ",
                " #",
                "#",
                "A=x#y\n",
                "A=x #y\n",
                "${",
                "$",
                "}",
                "{",
                "${A",
                "${A:-",
                "${A:-}",
                "${A:",
                "A=${B:-${B:-\n",
                "A='b'\\\n",
                "\u00a0",
                "A\n",
                "A\u2028'x\u2028",
                "export ",
                "export A\n",
                "\\",
                "A=\"b\"B=\"c\"",
                "'\n",
                "A=\"x\" # \"\n",
                "\r",
                "\uFEFF",
                "# c\n",
                "A=1 ",
                "A='\n",
                "A=\"${A\n",
                "'A'='\n",
                "A=b\n# note\n",
                "A='b'\\''c'",
                "A=$'\\x41'",
                "A=\"${B:-\"${C:-d}\"}\"\n",
                "A=\"x#\n",
                "A<<B\n",
                "<<<<<<< \n",
                "A=${B:-{}\n",
                "export A=~:~\n"
            })
    void parse_ofRepeatedText_takesLinearTime(String unit) {
        for (String start : new String[] {"", "A=\"", "A=${B:-", "A=x\u2028"}) {
            byte[] content = (start + unit.repeat(300_000 / (unit.length() + 1))).getBytes(StandardCharsets.UTF_8);
            for (Dialect dialect : Dialect.values()) {
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(content, dialect));
            }
        }
    }

    private static void read(byte[] content, Dialect dialect) {
        try {
            DotenvOptions options = DotenvOptions.of("f").withDialect(dialect);
            assertThat(DotenvFile.parse(content, options).entries()).isNotNull();
        } catch (DotenvException e) {
            assertThat(e.fileName()).isEqualTo("f");
        }
    }
}
