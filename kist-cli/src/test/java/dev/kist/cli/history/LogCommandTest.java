// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.Terminal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code log} on the local store. */
class LogCommandTest {
    private final KistRun kist;

    LogCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void log_showsAllChangesNewestFirst() {
        versions("A", 2);
        kist.done("set", "B", "value-1");
        kist.done("delete", "A");

        Result log = kist.done("log");

        assertThat(log.out().lines().map(line -> line.replaceAll("^\\S+Z", "T").replaceAll(" +", " ")))
                .containsExactly(
                        "TIME CHANGE NAME VERSION BY",
                        "T deleted A 3 tester@here",
                        "T created B 1 tester@here",
                        "T set A 2 tester@here",
                        "T created A 1 tester@here",
                        "T environment created tester@here");
        assertThat(log.out()).doesNotContain("value-");
        JsonArray json =
                JsonParser.parseString(kist.done("log", "--json").out()).getAsJsonArray();
        assertThat(json).hasSize(5);
        assertThat(json.get(0).getAsJsonObject().get("key").getAsString()).isEqualTo("A");
        assertThat(json).allSatisfy(entry -> assertThat(
                        entry.getAsJsonObject().get("environment").getAsString())
                .isEqualTo("development"));
    }

    @Test
    void onATerminal_noChangeIsCut_andANameStandsUnderName() {
        String name = "A_RATHER_LONG_NAME_OF_A_SECRET_FOR_A_TABLE";
        versions(name, 11);
        kist.done("rollback", name, "--to", "10");
        kist.done("set", "GONE", "1");
        kist.done("delete", "GONE", "--purge", "--yes");
        KistProcess process = KistProcess.in(kist.folder()).with("PAGER", "cat");

        try (Terminal terminal = Terminal.start(process.words("log", "-q"), process.variables(), kist.folder())) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.output().lines())
                    .allMatch(line -> line.length() <= 80)
                    .anyMatch(line -> line.matches(".*Z +set as version 10 +A_.* +12 .*"))
                    .anyMatch(line -> line.matches(".*Z +purged 1 version +GONE .*"))
                    .anyMatch(line -> line.matches(".*Z +environment created +.*"));
        }
    }

    @Test
    void log_asJson_hasNumbersOfEventsAsNumbers() {
        versions("A", 3);
        kist.done("prune", "--keep", "1", "--yes");
        kist.done("rotate");

        JsonArray json =
                JsonParser.parseString(kist.done("log", "--json").out()).getAsJsonArray();

        assertThat(json)
                .extracting(JsonElement::getAsJsonObject)
                .filteredOn(entry -> entry.has("event"))
                .extracting(entry -> entry.get("details").toString())
                .contains("{\"secrets\":1,\"versions\":2,\"key\":\"A\"}", "{\"dek\":2}");
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }
}
