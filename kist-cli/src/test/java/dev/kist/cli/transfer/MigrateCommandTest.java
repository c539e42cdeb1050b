// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandTest {
    private final KistRun kist;

    MigrateCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(kist.folder().resolve(name), text);
    }

    private Result migrate(String... more) {
        String[] words = new String[5 + more.length];
        System.arraycopy(
                new String[] {"migrate", "--env-file", ".env", "--environment", "development"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return kist.run(words);
    }

    @Test
    void usageOfTheOrigin_movesTheFile() throws Exception {
        file(".env", "A=1\nEMPTY=\nLINES=\"a\nb\"\n");
        Result result = migrate();
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("new (3): A, EMPTY, LINES", "3 new, 0 changed, 0 unchanged");
        assertThat(kist.run("get", "A", "EMPTY", "LINES", "--json").out())
                .contains("\"A\": \"1\"", "\"EMPTY\": \"\"", "\"LINES\": \"a\\nb\"");
    }

    @Test
    void again_changesNothing() throws Exception {
        file(".env", "A=1\n");
        migrate();
        assertThat(migrate().err()).contains("0 new, 0 changed, 1 unchanged; nothing to write");
    }

    @Test
    void changedSecret_isAskedFor() throws Exception {
        file(".env", "A=1\nB=1\n");
        migrate();
        file(".env", "A=2\nB=1\nC=1\n");
        Result refused = migrate();
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("new (1): C", "changed (1): A", "unchanged (1): B", "--yes");
        assertThat(kist.run("get", "C").code()).isEqualTo(3);
        assertThat(migrate("--keep-existing").code()).isZero();
        assertThat(kist.run("get", "A", "C").out()).isEqualTo("1\n1\n");
        assertThat(migrate("--yes").code()).isZero();
        assertThat(kist.run("get", "A").out()).isEqualTo("2\n");
    }

    @Test
    void dryRun_writesNothing() throws Exception {
        file(".env", "A=1\n");
        Result result = kist.run("migrate", "--env-file", ".env", "-e", "fresh", "--dry-run", "--json");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"added\": [\n    \"A\"\n  ]", "\"removed\": []");
        assertThat(kist.run("list", "-e", "fresh").code()).isEqualTo(3);
    }

    @Test
    void malformedLine_isNamedWithoutItsValueAndWritesNothing() throws Exception {
        file(".env", "GOOD=1\n1BAD=hidden\nA-B=2\n-C=hidden\n");
        Result result = migrate();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(".env:2: \"1BAD\"", ".env:4: \"-C\"").doesNotContain("hidden");
        assertThat(kist.run("get", "GOOD").code()).isEqualTo(3);
    }

    @Test
    void manyFiles_laterOnesWinAndItIsSaid() throws Exception {
        file(".env", "A=1\nB=1\n");
        file(".env.local", "A=2\n");
        Result result = kist.run("migrate", "--env-file", ".env", "--env-file", ".env.local");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("A of .env.local:1 is taken, not that of .env:1");
        assertThat(kist.run("get", "A", "B").out()).isEqualTo("2\n1\n");
    }

    @Test
    void missingFile_isNamedWithWhatToDo() {
        Result result = kist.run("migrate", "--env-file", "nosuch.env");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("kist: error: the file nosuch.env does not exist", "kist: hint: --env-file counts from");
    }

    @Test
    void noEntries_createsNothing() throws Exception {
        file(".env", "# nothing\n\n");
        Result result = kist.run("migrate", "--env-file", ".env", "-e", "fresh");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("nothing to migrate");
        assertThat(kist.run("list", "-e", "fresh").code()).isEqualTo(3);
    }

    @Test
    void blockingWarning_stopsBeforeTheFirstWrite() throws Exception {
        file(".env", "A=foo#hidden\n");
        Result result = migrate();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(".env:1: HASH_IN_VALUE", "--accept HASH_IN_VALUE", "--dialect")
                .doesNotContain("single quotes");
        assertThat(result.err()).doesNotContain("hidden");
        assertThat(migrate("--accept", "HASH_IN_VALUE").code()).isZero();
        assertThat(kist.run("get", "A").out()).isEqualTo("foo#hidden\n");
        assertThat(migrate("--dialect", "node", "--yes").code()).isZero();
        assertThat(kist.run("get", "A").out()).isEqualTo("foo\n");
    }

    /** What follows two dollar signs is read as a name; that it is lost must not pass unsaid, and single quotes keep it. */
    @Test
    void passwordWithDollars_losesNothingUnsaid() throws Exception {
        file(".env", "A=pa$$word\n");
        assertThat(migrate().err()).contains("DOLLAR", "UNDEFINED", "put the value in single quotes");
        Result accepted = migrate("--accept", "DOLLAR,UNDEFINED", "-q");
        assertThat(accepted.code()).isZero();
        assertThat(accepted.err()).contains("UNDEFINED A: ", "the $ and the name are lost from the value");

        file(".env", "A='pa$$word'\n");
        assertThat(migrate("--yes").code()).isZero();
        assertThat(kist.done("get", "A").out()).isEqualTo("pa$$word\n");
    }

    @Test
    void plainReference_becomesATemplate() throws Exception {
        file(".env", "HOST=a\nURL=http://$HOST/x\n");
        assertThat(migrate().code()).isZero();
        assertThat(kist.run("get", "URL", "--raw").out()).isEqualTo("http://${HOST}/x\n");
        kist.run("set", "HOST", "b");
        assertThat(kist.run("get", "URL").out()).isEqualTo("http://b/x\n");
    }

    @Test
    void tenThousandEntries_work() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("NAME_").append(i).append("=value ").append(i).append('\n');
        }
        file(".env", text.toString());
        Result result = migrate();
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("10000 new");
        assertThat(kist.run("get", "NAME_9999").out()).isEqualTo("value 9999\n");
        assertThat(migrate().err()).contains("10000 unchanged");
    }

    @Test
    void jsonYamlAndFolders_areReadToo() throws Exception {
        file("a.json", "{\"A\": \"1\", \"N\": 1.50}");
        file("b.yaml", "B: two\nC: |\n  x\n  y\n");
        Files.createDirectory(kist.folder().resolve("mounted"));
        file("mounted/D", "line\n");
        Result result = kist.run("migrate", "--env-file", "a.json", "--env-file", "b.yaml", "--env-file", "mounted");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(kist.run("get", "A", "N", "B", "C", "D", "--json").out())
                .contains(
                        "\"A\": \"1\"",
                        "\"N\": \"1.50\"",
                        "\"B\": \"two\"",
                        "\"C\": \"x\\ny\\n\"",
                        "\"D\": \"line\\n\"");
    }

    @Test
    void nestedJson_isRefusedWithThePath() throws Exception {
        file("a.json", "{\"A\": {\"B\": {\"C\": \"hidden\"}}}");
        Result result = kist.run("migrate", "--env-file", "a.json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A.B").doesNotContain("hidden");
    }
}
