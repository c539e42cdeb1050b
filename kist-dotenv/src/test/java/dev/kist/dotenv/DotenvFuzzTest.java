// SPDX-License-Identifier: Apache-2.0
package dev.kist.dotenv;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the reader and the writer do with any bytes: an exception of their own or a result, nothing else.
 *
 * <p>A plain run tries recorded cases; {@code .ci/fuzz 60 Dotenv} fuzzes.
 */
class DotenvFuzzTest {
    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asKist(byte[] content) {
        FuzzTargets.parse(content, "KIST");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asNode(byte[] content) {
        FuzzTargets.parse(content, "NODE");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asPython(byte[] content) {
        FuzzTargets.parse(content, "PYTHON");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asCompose(byte[] content) {
        FuzzTargets.parse(content, "COMPOSE");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asDocker(byte[] content) {
        FuzzTargets.parse(content, "DOCKER");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asShell(byte[] content) {
        FuzzTargets.parse(content, "SHELL");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asSystemd(byte[] content) {
        FuzzTargets.parse(content, "SYSTEMD");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asDotenvJava(byte[] content) {
        FuzzTargets.parse(content, "DOTENV_JAVA");
    }

    @MethodSource("cases")
    @FuzzTest(maxDuration = "15s")
    void parse_asGithubEnv(byte[] content) {
        FuzzTargets.parse(content, "GITHUB_ENV");
    }

    @FuzzTest(maxDuration = "15s")
    void write_thenRead_isIdentity(FuzzedDataProvider data) {
        FuzzTargets.writeThenRead(data);
    }

    /** Some of the recorded cases, for a plain run to be short; fuzzing begins with them. */
    static Stream<Arguments> cases() throws Exception {
        List<JsonObject> cases = CasesTest.cases();
        return IntStream.range(0, cases.size() / 8)
                .mapToObj(i -> Arguments.of((Object) CasesTest.content(cases.get(i * 8))));
    }
}
