// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code history} on the local store. */
class HistoryCommandTest {
    private KistRun kist;

    HistoryCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    @Test
    void history_showsVersionsNewestFirst_withoutValues() {
        kist.done("set", "A", "value-1");
        kist = kist.with("KIST_ACTOR", "bob@desk");
        kist.done("delete", "A");
        kist.done("set", "A", "value-3");

        Result history = kist.done("history", "A");

        assertThat(history.out().lines().map(line -> line.replaceAll("\\S+Z", "T")
                        .replaceAll(" +", " ")))
                .containsExactly(
                        "VERSION TIME STATE BY", "3 T live bob@desk", "2 T deleted bob@desk", "1 T live tester@here");
        assertThat(history.out()).doesNotContain("value-");
    }

    @Test
    void history_withReveal_showsValuesInQuotes() {
        kist.done("set", "A", "two\nlines");
        kist.done("delete", "A");

        assertThat(kist.done("history", "A", "--reveal").out()).contains("\"two\\nlines\"");
    }

    @Test
    void history_asJson_hasTheStoredFieldsNames() {
        kist.done("set", "A", "value-1", "--note", "why");
        kist.done("delete", "A");

        JsonArray array = JsonParser.parseString(
                        kist.done("history", "A", "--json").out())
                .getAsJsonArray();

        assertThat(array).hasSize(2);
        JsonObject newest = array.get(0).getAsJsonObject();
        assertThat(newest.keySet())
                .containsExactly(
                        "key",
                        "environment",
                        "version",
                        "created_at",
                        "updated_at",
                        "updated_by",
                        "template",
                        "binary",
                        "deleted");
        assertThat(newest.get("version").getAsInt()).isEqualTo(2);
        assertThat(newest.get("deleted").getAsBoolean()).isTrue();
        JsonArray revealed = JsonParser.parseString(
                        kist.done("history", "A", "--json", "--reveal").out())
                .getAsJsonArray();
        assertThat(revealed.get(1).getAsJsonObject().get("value").getAsString()).isEqualTo("value-1");
        assertThat(revealed.get(1).getAsJsonObject().get("note").getAsString()).isEqualTo("why");
        assertThat(revealed.get(0).getAsJsonObject().has("value")).isFalse();
    }

    @Test
    void history_ofWhatDoesNotExist_isNotFound() {
        versions("TOKEN", 1);

        assertThat(kist.failed(3, "history", "TOKEM").err()).contains("did you mean TOKEN?");
        assertThat(kist.failed(3, "history", "TOKEN", "-e", "elsewhere").err()).contains("elsewhere does not exist");
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }
}
