// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --at}, {@code diff} and {@code copy} on the local store. */
class PointInTimeTest {
    private final KistRun kist;

    PointInTimeTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    private Result failed(int code, String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err()).contains("kist: error: ");
        return result;
    }

    /** When the newest version of {@code key} was written. */
    private String written(String key) {
        JsonArray history = JsonParser.parseString(
                        kist.done("history", key, "--json").out())
                .getAsJsonArray();
        return history.get(0).getAsJsonObject().get("updated_at").getAsString();
    }

    /** Three states: A=1; then A=2, B=x and a template of B; then no A, B=y. */
    private String[] threeStates() {
        kist.done("set", "A", "1");
        String one = written("A");
        kist.done("set", "B", "x");
        kist.done("set", "T", "<${B}>", "--template");
        kist.done("set", "A", "2");
        String two = written("A");
        kist.done("set", "B", "y");
        kist.done("delete", "A");
        return new String[] {one, two, written("A")};
    }

    @Test
    void get_atATime_printsWhatWasThen() {
        String[] times = threeStates();

        assertThat(kist.done("get", "A", "--at", times[0]).out()).isEqualTo("1\n");
        assertThat(kist.done("get", "A", "T", "--at", times[1]).out()).isEqualTo("2\n<x>\n");
        failed(3, "get", "T", "--at", times[0]);
        failed(3, "get", "A", "--at", times[2]);
        failed(3, "get", "A", "--at", "1h");
        assertThat(kist.done("get", "T", "--at", "0s").out()).isEqualTo("<y>\n");
    }

    @Test
    void list_export_atATime_showTheEnvironmentAsItWas() {
        String[] times = threeStates();

        assertThat(kist.done("list", "--at", times[0]).out().lines().skip(1)).hasSize(1);
        assertThat(kist.done("list", "--at", times[1]).out()).containsPattern("A +2 ");
        assertThat(kist.done("list", "--at", times[2]).out()).doesNotContainPattern("A +2 ");
        assertThat(kist.done("list", "--at", "1h").err()).contains("no secrets then");
        assertThat(JsonParser.parseString(kist.done("export", "--format", "json", "--at", times[1])
                        .out()))
                .isEqualTo(JsonParser.parseString("{'A': '2', 'B': 'x', 'T': '<x>'}"));
    }

    @Test
    void run_atATime_handsOverWhatWasThen() {
        String[] times = threeStates();

        ProcessRun run = KistProcess.in(kist.folder())
                .run("run", "-e", "development", "--at", times[1], "--", "sh", "-c", "printf '%s' \"$A$B$T\"");

        assertThat(run.out()).as(run.err()).isEqualTo("2x<x>");
    }

    @Test
    void at_takesIso8601AndAges_andNothingElse() {
        kist.done("set", "A", "1");
        String time = written("A");
        String withoutOffset = time.replace("Z", "");

        assertThat(kist.done("get", "A", "--at", withoutOffset).out()).isEqualTo("1\n");
        assertThat(kist.done("get", "A", "--at", withoutOffset + "+00:00").out())
                .isEqualTo("1\n");
        failed(3, "get", "A", "--at", withoutOffset + "+14:00");
        failed(3, "get", "A", "--at", "2020-01-31");
        for (String wrong : new String[] {"yesterday", "2h30m", "-1h", "2026-13-01", "12:00", ""}) {
            assertThat(failed(2, "get", "A", "--at=" + wrong).err()).contains("--at:");
        }
        assertThat(failed(2, "get", "A", "--at", Instant.now().plusSeconds(3600).toString())
                        .err())
                .contains("lies ahead");
    }

    @Test
    void at_whereTheHistoryDoesNotReachBack_isAnErrorThatNamesTheSecret() {
        kist.done("set", "A", "1");
        String one = written("A");
        kist.done("set", "B", "x");
        kist.done("set", "A", "2");
        kist.done("prune", "--keep", "1", "--yes");

        for (String command : new String[] {"list", "export"}) {
            Result result = failed(3, command, "--at", one);
            assertThat(result.err()).contains("secret A of development has no history that reaches back to");
        }
        failed(3, "get", "A", "--at", one);
        assertThat(kist.done("export", "--at", written("B"), "--skip-unreadable"))
                .satisfies(result -> assertThat(result.out()).contains("B=x").doesNotContain("A="))
                .satisfies(result -> assertThat(result.err()).contains("left out: secret A of development"));
    }

    @Test
    void diff_ofTwoEnvironments_showsNamesAlone() {
        kist.done("set", "SAME", "s");
        kist.done("set", "CHANGED", "old-value");
        kist.done("set", "REMOVED", "r");
        kist.done("set", "SAME", "s", "-e", "production");
        kist.done("set", "CHANGED", "new-value", "-e", "production");
        kist.done("set", "ADDED", "a", "-e", "production");

        Result diff = kist.done("diff", "development", "production");

        assertThat(diff.out()).isEqualTo("+ ADDED\n~ CHANGED\n- REMOVED\n= SAME\n");
        assertThat(JsonParser.parseString(
                        kist.done("diff", "development", "production", "--json").out()))
                .isEqualTo(JsonParser.parseString("{'added': ['ADDED'], 'changed': ['CHANGED'],"
                        + " 'unchanged': ['SAME'], 'removed': ['REMOVED']}"));
        assertThat(kist.done("diff", "development", "production", "--reveal").out())
                .contains("~ CHANGED \"old-value\" -> \"new-value\"");
        assertThat(kist.done("diff", "development", "production", "--reveal", "--json")
                        .out())
                .contains("\"from\": \"old-value\"");
        failed(2, "diff");
        failed(2, "diff", "development");
        failed(3, "diff", "development", "elsewhere");
    }

    @Test
    void diff_atATime_comparesThenWithNow() {
        String[] times = threeStates();

        assertThat(kist.done("diff", "--at", times[0]).out()).isEqualTo("- A\n+ B\n+ T\n");
        assertThat(kist.done("diff", "development", "--at", times[1]).out()).isEqualTo("- A\n~ B\n~ T\n");
        assertThat(kist.done("diff", "--at", "0s").out()).isEqualTo("= B\n= T\n");
    }

    @Test
    void copy_showsThePlanFirst_andWritesAllInOneTransaction() {
        kist.done("set", "A", "1", "--note", "why");
        kist.done("set", "B", "2");
        kist.done("set", "GONE", "x");
        kist.done("delete", "GONE");
        kist.done("set", "T", "${A}", "--template");

        Result dry = kist.done("copy", "--from", "development", "--to", "production", "--dry-run");
        assertThat(dry.err()).contains("new (3): A, B, T").contains("dry run");
        failed(3, "list", "-e", "production");

        Result copy = kist.done("copy", "--from", "development", "--to", "production");
        assertThat(copy.err())
                .contains("created the environment production")
                .contains(
                        "copied from development to production: 3 new, 0 changed, 0 unchanged; all in one transaction");
        assertThat(kist.done("get", "A", "--note", "-e", "production").out()).isEqualTo("why\n");
        assertThat(kist.done("get", "T", "--raw", "-e", "production").out()).isEqualTo("${A}\n");
    }

    @Test
    void copy_ofWhatExists_asksOrWantsYes() {
        kist.done("set", "A", "new-value");
        kist.done("set", "B", "2");
        kist.done("set", "A", "old-value", "-e", "production");

        Result refused = failed(2, "copy", "--from", "development", "--to", "production");
        assertThat(refused.err())
                .contains("changed (1): A")
                .contains("say --yes")
                .doesNotContain("value");
        failed(3, "get", "B", "-e", "production");

        kist.done("copy", "--from", "development", "--to", "production", "B");
        assertThat(kist.done("get", "A", "-e", "production").out()).isEqualTo("old-value\n");
        kist.done("copy", "--from", "development", "--to", "production", "--yes");
        assertThat(kist.done("get", "A", "-e", "production").out()).isEqualTo("new-value\n");
        assertThat(kist.done("get", "A", "--version", "1", "-e", "production").out())
                .isEqualTo("old-value\n");
        assertThat(kist.done("copy", "--from", "development", "--to", "production")
                        .err())
                .contains("2 unchanged; nothing to write");
        failed(3, "copy", "--from", "development", "--to", "production", "MISSING");
        failed(2, "copy", "--from", "development", "--to", "development");
        failed(2, "copy", "--from", "development");
    }

    @Test
    void copy_asJson_printsThePlan() {
        kist.done("set", "A", "1");
        kist.done("environment", "create", "production");

        assertThat(JsonParser.parseString(
                        kist.done("copy", "--from", "development", "--to", "production", "--dry-run", "--json")
                                .out()))
                .isEqualTo(JsonParser.parseString("{'added': ['A'], 'changed': [], 'unchanged': [], 'removed': []}"));
    }
}
