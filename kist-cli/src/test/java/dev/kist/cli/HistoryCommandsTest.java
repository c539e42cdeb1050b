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
        done("init");
    }

    private Result done(String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private void versions(String key, int count) {
        for (int i = 1; i <= count; i++) {
            done("set", key, "value-" + i);
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
        done("set", "A", "value-1");
        kist = kist.with("KIST_ACTOR", "bob@desk");
        done("delete", "A");
        done("set", "A", "value-3");

        Result history = done("history", "A");

        assertThat(history.out().lines().map(line -> line.replaceAll("\\S+Z", "T")
                        .replaceAll(" +", " ")))
                .containsExactly(
                        "VERSION TIME STATE BY", "3 T live bob@desk", "2 T deleted bob@desk", "1 T live tester@here");
        assertThat(history.out()).doesNotContain("value-");
    }

    @Test
    void history_withReveal_showsValuesInQuotes() {
        done("set", "A", "two\nlines");
        done("delete", "A");

        assertThat(done("history", "A", "--reveal").out()).contains("\"two\\nlines\"");
    }

    @Test
    void history_asJson_hasTheStoredFieldsNames() {
        done("set", "A", "value-1", "--note", "why");
        done("delete", "A");

        JsonArray array =
                JsonParser.parseString(done("history", "A", "--json").out()).getAsJsonArray();

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
                        done("history", "A", "--json", "--reveal").out())
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
        done("delete", "A");

        assertThat(done("get", "A", "--version", "1").out()).isEqualTo("value-1\n");
        assertThat(done("get", "A", "--version", "3", "--json").out()).isEqualTo("{\n  \"A\": \"value-3\"\n}\n");
        assertThat(failed(3, "get", "A", "--version", "4").err()).contains("version 4 of secret A is a deletion");
        assertThat(failed(3, "get", "A", "--version", "5").err()).contains("has no version 5");
        failed(2, "get", "A", "--version", "x");
        failed(2, "get", "A", "B", "--version", "1");
        failed(2, "get", "A", "--version", "1", "--at", "1h");
    }

    @Test
    void get_ofATemplatesVersion_printsItAsStored_andSaysSo() {
        done("set", "B", "b");
        done("set", "A", "<${B}>", "--template");

        Result old = done("get", "A", "--version", "1");

        assertThat(old.out()).isEqualTo("<${B}>\n");
        assertThat(old.err()).contains("version 1 of A is a template");
    }

    @Test
    void rollback_writesTheOldValueAsANewVersion() {
        done("set", "A", "value-1", "--note", "first");
        done("set", "A", "value-2", "--note", "second");

        assertThat(done("rollback", "A", "--to", "1").err()).contains("to version 1: it is version 3");

        assertThat(done("get", "A").out()).isEqualTo("value-1\n");
        assertThat(done("get", "A", "--note").out()).isEqualTo("first\n");
        assertThat(done("get", "A", "--version", "2").out()).isEqualTo("value-2\n");
        assertThat(done("rollback", "A", "--to", "3").err()).contains("is unchanged: version 3");
    }

    @Test
    void rollback_toADeletionOrToNothing_isNotFound() {
        versions("A", 1);
        done("delete", "A");

        failed(3, "rollback", "A", "--to", "2");
        failed(3, "rollback", "A", "--to", "9");
        failed(2, "rollback", "A");
        done("rollback", "A", "--to", "1");
        assertThat(done("get", "A").out()).isEqualTo("value-1\n");
    }

    @Test
    void restore_bringsADeletedSecretBack() {
        versions("A", 2);
        done("delete", "A");
        failed(3, "get", "A");

        assertThat(done("restore", "A").err()).contains("restored A in development: version 4");

        assertThat(done("get", "A").out()).isEqualTo("value-2\n");
        assertThat(done("restore", "A").err()).contains("is not deleted: version 4");
        failed(3, "restore", "B");
    }

    @Test
    void restore_afterAllWasPruned_isNotFound() {
        versions("A", 2);
        done("delete", "A");
        done("prune", "--keep", "1", "--yes");

        assertThat(failed(3, "restore", "A").err()).contains("is left to restore");
    }

    @Test
    void setIfVersion_writesOnlyThen() {
        done("set", "A", "value-1", "--if-version", "0");
        assertThat(failed(6, "set", "A", "value-2", "--if-version", "0").err()).contains("its version is 1 now");
        done("set", "A", "value-2", "--if-version", "1");
        failed(6, "set", "A", "value-3", "--if-version", "1");
        failed(6, "set", "B", "value-1", "--if-version", "1");
        failed(2, "set", "A", "value-3", "--if-version", "-1");
        assertThat(done("get", "A").out()).isEqualTo("value-2\n");

        done("delete", "A");
        failed(6, "set", "A", "value-4", "--if-version", "2");
        done("set", "A", "value-4", "--if-version", "0");
        assertThat(done("get", "A").out()).isEqualTo("value-4\n");
    }

    @Test
    void purge_asks_andRemovesForGood() {
        versions("A", 3);
        versions("B", 1);

        assertThat(failed(2, "delete", "A", "--purge").err())
                .contains("this removes A of development with all its 3 versions for good")
                .contains("say --yes");
        assertThat(done("get", "A").out()).isEqualTo("value-3\n");

        assertThat(done("delete", "A", "--purge", "--yes").err()).contains("removed A of development");

        failed(3, "get", "A");
        failed(3, "history", "A");
        failed(3, "delete", "A", "--purge", "--yes");
        assertThat(done("log").out()).doesNotContain(" A ").contains(" B ");
        done("set", "A", "new");
        assertThat(done("history", "A").out().lines()).hasSize(2);
    }

    @Test
    void log_showsAllChangesNewestFirst() {
        versions("A", 2);
        done("set", "B", "value-1");
        done("delete", "A");

        Result log = done("log");

        assertThat(log.out().lines().map(line -> line.replaceAll("^\\S+Z", "T").replaceAll(" +", " ")))
                .containsExactly(
                        "TIME CHANGE NAME VERSION BY",
                        "T deleted A 3 tester@here",
                        "T created B 1 tester@here",
                        "T set A 2 tester@here",
                        "T created A 1 tester@here");
        assertThat(log.out()).doesNotContain("value-");
        JsonArray json = JsonParser.parseString(done("log", "--json").out()).getAsJsonArray();
        assertThat(json).hasSize(4);
        assertThat(json.get(0).getAsJsonObject().get("key").getAsString()).isEqualTo("A");
    }

    @Test
    void prune_showsThePlan_asks_andRemovesTheOldest() {
        versions("A", 5);
        versions("B", 1);

        Result dry = done("prune", "--keep", "2", "--dry-run");
        assertThat(dry.err())
                .contains("  A: versions 1 to 3 of 5\n")
                .contains("dry run")
                .doesNotContain("B:");
        assertThat(failed(2, "prune", "--keep", "2").err())
                .contains("this removes 3 versions of development for good")
                .contains("say --yes");
        assertThat(done("history", "A").out().lines()).hasSize(6);

        assertThat(done("prune", "--keep", "2", "--yes").err()).contains("removed 3 versions");

        assertThat(done("get", "A", "--version", "4").out()).isEqualTo("value-4\n");
        assertThat(failed(3, "get", "A", "--version", "3").err()).contains("it was pruned");
        assertThat(done("prune", "--keep", "2", "--yes").err()).contains("nothing to remove");
    }

    @Test
    void prune_byAge_keepsWhatIsYoung() {
        versions("A", 3);

        assertThat(done("prune", "--older-than", "1h", "--yes").err()).contains("nothing to remove");
        assertThat(done("prune", "--older-than", "1h", "--keep", "1", "--yes").err())
                .contains("nothing to remove");
        assertThat(done("prune", "--older-than", "0s", "--keep", "2", "--yes").err())
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
                        done("prune", "--keep", "1", "--dry-run", "--json").out()))
                .isEqualTo(
                        JsonParser.parseString("{'added': [], 'changed': ['A'], 'unchanged': ['B'], 'removed': []}"));
    }
}
