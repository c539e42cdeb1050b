package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kist.cli.KistRun.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code history}, {@code log}, {@code rollback}, {@code restore}, {@code prune}, {@code get --version}, {@code set
 * --if-version} and {@code delete --purge} on the local store.
 */
class HistoryCommandsTest {
    @TempDir
    Path folder;

    private KistRun kist;

    @BeforeEach
    void init() {
        kist = KistRun.in(folder);
        kist.done("init");
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            kist.done("set", key, "value-" + i);
        }
    }

    private Result failed(int code, String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).doesNotContain("value-").contains("kist: error: ");
        return result;
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

        assertThat(failed(3, "history", "TOKEM").err()).contains("did you mean TOKEN?");
        assertThat(failed(3, "history", "TOKEN", "-e", "elsewhere").err()).contains("elsewhere does not exist");
    }

    @Test
    void get_ofAVersion_printsItsValue() {
        versions("A", 3);
        kist.done("delete", "A");

        assertThat(kist.done("get", "A", "--version", "1").out()).isEqualTo("value-1\n");
        assertThat(kist.done("get", "A", "--version", "3", "--json").out()).isEqualTo("{\n  \"A\": \"value-3\"\n}\n");
        assertThat(failed(3, "get", "A", "--version", "4").err()).contains("version 4 of secret A is a deletion");
        assertThat(failed(3, "get", "A", "--version", "5").err()).contains("has no version 5");
        failed(2, "get", "A", "--version", "x");
        failed(2, "get", "A", "B", "--version", "1");
        failed(2, "get", "A", "--version", "1", "--at", "1h");
    }

    @Test
    void get_ofATemplatesVersion_printsItAsStored_andSaysSo() {
        kist.done("set", "B", "b");
        kist.done("set", "A", "<${B}>", "--template");

        Result old = kist.done("get", "A", "--version", "1");

        assertThat(old.out()).isEqualTo("<${B}>\n");
        assertThat(old.err()).contains("version 1 of A is a template");
    }

    @Test
    void rollback_writesTheOldValueAsANewVersion() {
        kist.done("set", "A", "value-1", "--note", "first");
        kist.done("set", "A", "value-2", "--note", "second");

        assertThat(kist.done("rollback", "A", "--to", "1").err()).contains("to version 1: it is version 3");

        assertThat(kist.done("get", "A").out()).isEqualTo("value-1\n");
        assertThat(kist.done("get", "A", "--note").out()).isEqualTo("first\n");
        assertThat(kist.done("get", "A", "--version", "2").out()).isEqualTo("value-2\n");
        assertThat(kist.done("rollback", "A", "--to", "3").err()).contains("is unchanged: version 3");
    }

    @Test
    void rollback_toADeletionOrToNothing_isNotFound() {
        versions("A", 1);
        kist.done("delete", "A");

        failed(3, "rollback", "A", "--to", "2");
        failed(3, "rollback", "A", "--to", "9");
        failed(2, "rollback", "A");
        kist.done("rollback", "A", "--to", "1");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-1\n");
    }

    @Test
    void restore_bringsADeletedSecretBack() {
        versions("A", 2);
        kist.done("delete", "A");
        failed(3, "get", "A");

        assertThat(kist.done("restore", "A").err()).contains("restored A in development: version 4");

        assertThat(kist.done("get", "A").out()).isEqualTo("value-2\n");
        assertThat(kist.done("restore", "A").err()).contains("is not deleted: version 4");
        failed(3, "restore", "B");
    }

    @Test
    void restore_afterAllWasPruned_isNotFound() {
        versions("A", 2);
        kist.done("delete", "A");
        kist.done("prune", "--keep", "1", "--yes");

        assertThat(failed(3, "restore", "A").err()).contains("is left to restore");
    }

    @Test
    void setIfVersion_writesOnlyThen() {
        kist.done("set", "A", "value-1", "--if-version", "0");
        assertThat(failed(6, "set", "A", "value-2", "--if-version", "0").err()).contains("its version is 1 now");
        kist.done("set", "A", "value-2", "--if-version", "1");
        failed(6, "set", "A", "value-3", "--if-version", "1");
        failed(6, "set", "B", "value-1", "--if-version", "1");
        failed(2, "set", "A", "value-3", "--if-version", "-1");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-2\n");

        kist.done("delete", "A");
        failed(6, "set", "A", "value-4", "--if-version", "2");
        kist.done("set", "A", "value-4", "--if-version", "0");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-4\n");
    }

    @Test
    void purge_asks_andRemovesForGood() {
        versions("A", 3);
        versions("B", 1);

        assertThat(failed(2, "delete", "A", "--purge").err())
                .contains("this removes A of development with all its 3 versions for good")
                .contains("say --yes");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-3\n");

        assertThat(kist.done("delete", "A", "--purge", "--yes").err()).contains("removed A of development");

        failed(3, "get", "A");
        failed(3, "history", "A");
        failed(3, "delete", "A", "--purge", "--yes");
        assertThat(kist.done("log").out()).doesNotContain(" A ").contains(" B ");
        kist.done("set", "A", "new");
        assertThat(kist.done("history", "A").out().lines()).hasSize(2);
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
                        "T created A 1 tester@here");
        assertThat(log.out()).doesNotContain("value-");
        JsonArray json =
                JsonParser.parseString(kist.done("log", "--json").out()).getAsJsonArray();
        assertThat(json).hasSize(4);
        assertThat(json.get(0).getAsJsonObject().get("key").getAsString()).isEqualTo("A");
    }

    @Test
    void prune_showsThePlan_asks_andRemovesTheOldest() {
        versions("A", 5);
        versions("B", 1);

        Result dry = kist.done("prune", "--keep", "2", "--dry-run");
        assertThat(dry.err())
                .contains("  A: versions 1 to 3 of 5\n")
                .contains("dry run")
                .doesNotContain("B:");
        assertThat(failed(2, "prune", "--keep", "2").err())
                .contains("this removes 3 versions of development for good")
                .contains("say --yes");
        assertThat(kist.done("history", "A").out().lines()).hasSize(6);

        assertThat(kist.done("prune", "--keep", "2", "--yes").err()).contains("removed 3 versions");

        assertThat(kist.done("get", "A", "--version", "4").out()).isEqualTo("value-4\n");
        assertThat(failed(3, "get", "A", "--version", "3").err()).contains("it was pruned");
        assertThat(kist.done("prune", "--keep", "2", "--yes").err()).contains("nothing to remove");
    }

    @Test
    void prune_byAge_keepsWhatIsYoung() {
        versions("A", 3);

        assertThat(kist.done("prune", "--older-than", "1h", "--yes").err()).contains("nothing to remove");
        assertThat(kist.done("prune", "--older-than", "1h", "--keep", "1", "--yes")
                        .err())
                .contains("nothing to remove");
        assertThat(kist.done("prune", "--older-than", "0s", "--keep", "2", "--yes")
                        .err())
                .contains("removed 1 version");
        failed(2, "prune");
        failed(2, "prune", "--keep", "0");
        failed(2, "prune", "--older-than", "soon");
    }

    @Test
    void prune_asJson_namesWhatWouldLoseVersions() {
        versions("A", 2);
        versions("B", 1);

        assertThat(JsonParser.parseString(
                        kist.done("prune", "--keep", "1", "--dry-run", "--json").out()))
                .isEqualTo(
                        JsonParser.parseString("{'added': [], 'changed': ['A'], 'unchanged': ['B'], 'removed': []}"));
    }
}
