// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kist.dotenv.DotenvEntry;
import dev.kist.dotenv.DotenvException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that {@code migrate} reads besides {@code .env}: entries, or an error with the file's name, and nothing else. */
@Tag("fuzz")
class ImportFuzzTest {
    @MethodSource("samples")
    @FuzzTest(maxDuration = "15s")
    void parse_json(byte[] content) {
        FuzzTargets.parse(content, "f.json");
    }

    @MethodSource("samples")
    @FuzzTest(maxDuration = "15s")
    void parse_yaml(byte[] content) {
        FuzzTargets.parse(content, "f.yaml");
    }

    @MethodSource("samples")
    @FuzzTest(maxDuration = "15s")
    void parse_properties(byte[] content) {
        FuzzTargets.parse(content, "f.properties");
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                        "{\"A\": \"1\", \"N\": 1.50e3, \"B\": true, \"S\": \"\\ud83d\\ude00 \\u0000\"}",
                        "{\"kind\": \"Secret\", \"data\": {\"A\": \"b25l\"}, \"stringData\": {\"B\": \"x\"}}",
                        "A: one\nB: |\n  x\n  y\nC: 'd'\nD: \"\\x41\"\n# c\n",
                        "kind: Secret\nmetadata: {labels: {a: [b]}}\ndata:\n  A: b25l\n",
                        "{\"kind\": \"Secret\", \"data\": {15e, *B\": ,ur \"}}",
                        "A: \"\\x",
                        "kind: Secret\nA: \"\\u12",
                        "a.b : two \\\n  lines\nU=\\u20ac\n=x\n! c\n",
                        "]\r\r\r\rki\r\r",
                        "&a [*a, !!binary x]",
                        "[".repeat(2000),
                        "- ".repeat(2000))
                .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Apart, so that its classes are loaded only when Jazzer is ready to instrument them. */
    private static final class FuzzTargets {
        static void parse(byte[] content, String name) {
            try {
                List<DotenvEntry> entries = SourceFormat.ofName(name)
                        .parse(content, name, new BinaryEntries())
                        .orElseThrow();
                assertThat(entries).allSatisfy(entry -> {
                    assertThat(entry.line()).isPositive();
                    assertThat(entry.value()).doesNotContain("\0");
                });
            } catch (DotenvException e) {
                assertThat(e.getMessage()).startsWith(name);
            }
        }
    }
}
