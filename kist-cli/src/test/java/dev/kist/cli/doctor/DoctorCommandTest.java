// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} on the local store. */
class DoctorCommandTest {
    private final KistRun kist;

    DoctorCommandTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        assertThat(kist.run("set", "TOKEN", "marked-value").code()).isZero();
    }

    @Test
    void doctor_ofAHealthyPlace_findsNoError() {
        Result result = kist.with("KIST_TIMEOUT", "4s").run("doctor");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("KIST_TIMEOUT is set by KIST_TIMEOUT in the environment")
                .contains("KIST_MONGODB_URI is not set")
                .contains("development opens with a key at hand")
                .contains("warning: environment: only one key opens development")
                .contains("to do: kist init --recovery-key -e development")
                .contains("the only version of development decrypts, and no history has a gap")
                .contains("ok: local store: SQLite finds the file whole")
                .contains("local.db has mode rw-------")
                .doesNotContain("marked-value")
                .doesNotContain("kist-key-1-")
                .doesNotContain("error:");
    }

    @Test
    void doctor_asJson_isAnArrayOfObjects() {
        assertThat(kist.run("doctor", "--json").out())
                .startsWith("[")
                .contains("\"status\": \"ok\"", "\"what\"", "\"text\"", "\"advice\"");
    }

    @Test
    void doctor_ofSeveralEnvironments_looksAtEach_andAtTheStoreOnce() {
        assertThat(kist.run("set", "TOKEN", "marked-value", "-e", "production").code())
                .isZero();

        Result result = kist.run("doctor", "-e", "development", "-e", "production");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("the only version of development decrypts", "the only version of production decrypts")
                .containsOnlyOnce("SQLite finds the file whole")
                .containsOnlyOnce("ok: connection:")
                .containsOnlyOnce("is at hand")
                .doesNotContain("marked-value");
        assertThat(kist.run("doctor", "--all").out())
                .contains("the only version of development decrypts", "the only version of production decrypts");
        assertThat(kist.run("doctor", "--all", "-e", "production").code()).isEqualTo(2);
    }

    @Test
    void doctor_findsAGapInAHistory_andVersionsWithoutASecret() throws Exception {
        for (String value : List.of("two", "three", "four")) {
            assertThat(kist.run("set", "TOKEN", value).code()).isZero();
        }
        assertThat(kist.run("set", "GONE", "one").code()).isZero();
        assertThat(kist.run("set", "GONE", "two").code()).isZero();
        sql("DELETE FROM history WHERE key = 'TOKEN' AND version = 2");
        sql("DELETE FROM secrets WHERE key = 'GONE'");

        Result result = kist.run("doctor");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("error: secrets: version 2 of secret TOKEN of development is missing from its history")
                .contains("warning: secrets: the history of development has versions of \"GONE\"")
                .contains("kist delete GONE --purge -e development");
    }

    @Test
    void doctor_findsALocalStoreThatOthersCanRead_orThatIsDamaged() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(kist.run("set", "SECRET_" + i, "x".repeat(2000)).code()).isZero();
        }
        Path store = kist.folder().resolve(".kist/local.db");
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));
        byte[] bytes = Files.readAllBytes(store);
        Arrays.fill(bytes, bytes.length - 4096, bytes.length - 4000, (byte) 0xFF);
        Files.write(store, bytes);

        Result result = kist.run("doctor");

        assertThat(result.out())
                .contains("local.db can be used by others: mode rw-r--r--")
                .contains("chmod 600 ")
                .contains("the file is damaged");
    }

    @Test
    void doctor_findsALocalStoreThatHoldsSecrets_andIsNotInUse() {
        KistRun moved = kist.with("KIST_MONGODB_URI", "mongodb://127.0.0.1:1/x").with("KIST_TIMEOUT", "300ms");

        assertThat(moved.run("doctor").out())
                .contains(
                        "warning: local store: ",
                        "local.db holds 1 secret and is not in use, since KIST_MONGODB_URI is set by")
                .contains("delete the file");
        assertThat(kist.run("delete", "TOKEN").code()).isZero();
        assertThat(moved.run("doctor").out()).doesNotContain("is not in use");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + kist.folder().resolve(".kist/local.db"))) {
            connection.createStatement().executeUpdate(statement);
        }
    }

    @Test
    void doctor_ofSomeoneWhoLacksAccess_hasTheLineToSendToAMember() {
        KistRun bob = kist.person("bob");

        Result result = bob.run("doctor");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("to do: ask a member to run: kist key add -e development --label NAME " + bob.publicKey());
    }

    @Test
    void doctor_findsAKeyFileThatOthersCanRead() throws IOException {
        Path key = kist.folder().resolve("home/.config/kist/key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        Result result = kist.run("doctor");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("can be read by others").contains("chmod 600 " + key);
    }

    @Test
    void doctor_findsAPasswordThatIsToBeCommitted_withoutShowingIt() throws IOException {
        Files.writeString(kist.folder().resolve(".kist/config"), "KIST_MONGODB_URI=mongodb://u:geheim@h/x\n");

        Result result = kist.run("doctor");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("error: settings:")
                .contains("config.local")
                .doesNotContain("geheim");
    }

    @Test
    void doctor_findsWhatGitMustNotHold() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "needs git");
        assertThat(kist.run("init", "--here").code()).isZero();
        Files.writeString(kist.folder().resolve(".env"), "A=1\n");
        git("init", "-q");
        git("add", "-f", ".kist/key", ".env");
        git("commit", "-q", "-m", "oops");

        Result tracked = kist.run("doctor");
        assertThat(tracked.code()).isEqualTo(1);
        assertThat(tracked.out()).contains(".kist/key is tracked").contains("git: \".env\" is tracked");

        git("rm", "-q", "--cached", ".kist/key", ".env");
        git("commit", "-q", "-m", "sorry");
        assertThat(kist.run("doctor").out())
                .contains(".kist/key is in the history")
                .doesNotContain("git: \".env\" is tracked");
    }

    /** A recovery key and a machine's key have the names that one gives them. */
    @Test
    void doctor_findsSecretKeysInGit_whateverTheirFileIsCalled() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "needs git");
        git("init", "-q");
        Files.writeString(kist.folder().resolve("notes.txt"), "KIST_KEY=kist-key-1-" + "A".repeat(48) + "\n");
        git("add", "notes.txt");
        assertThat(kist.run("doctor").out())
                .contains("ok: git: no secret key of Kist, config.local or local store is tracked or in the history");

        Path folder = Files.createDirectories(kist.folder().resolve("a folder"));
        String recovery = kist.run("init", "--recovery-key").out();
        Files.writeString(folder.resolve("recovery ä.txt"), recovery);
        assertThat(kist.run("key", "new", "--output", "shop-server.key").code()).isZero();
        git("add", "-f", "a folder", "shop-server.key");
        Result staged = kist.run("doctor");
        git("commit", "-q", "-m", "oops");
        Result committed = kist.run("doctor");

        for (Result found : List.of(staged, committed)) {
            assertThat(found.code()).isEqualTo(1);
            assertThat(found.out())
                    .contains("error: git: \"a folder/recovery ä.txt\" is tracked, and holds the secret key ")
                    .contains("error: git: \"shop-server.key\" is tracked, and holds the secret key ")
                    .contains("git rm --cached ")
                    .doesNotContain("notes.txt", "kist-key-1-", "ok: git", "in the history");
        }

        git("rm", "-q", "--cached", "a folder/recovery ä.txt");
        git("commit", "-q", "-m", "sorry");
        Result former = kist.run("doctor");
        assertThat(former.code()).isEqualTo(1);
        assertThat(former.out())
                .contains("error: git: \"a folder/recovery ä.txt\" is in the history, with the secret key ")
                .contains("error: git: \"shop-server.key\" is tracked, and holds the secret key ")
                .doesNotContain("\"shop-server.key\" is in the history", "kist-key-1-");
    }

    /** In a commit that joins two branches, on a branch that is not checked out, and where nothing else was before. */
    @Test
    void doctor_findsSecretKeys_inEveryKindOfCommit() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "needs git");
        git("init", "-q", "-b", "main");
        assertThat(kist.run("key", "new", "--output", "first").code()).isZero();
        git("add", "-f", "first");
        git("commit", "-q", "-m", "first");
        git("rm", "-q", "first");
        git("commit", "-q", "-m", "second");
        git("checkout", "-q", "-b", "other");
        git("commit", "-q", "--allow-empty", "-m", "third");
        git("checkout", "-q", "main");
        git("merge", "-q", "--no-ff", "--no-commit", "other");
        assertThat(kist.run("key", "new", "--output", "merged").code()).isZero();
        git("add", "-f", "merged");
        git("commit", "-q", "-m", "merge");
        git("rm", "-q", "merged");
        git("commit", "-q", "-m", "fourth");
        git("checkout", "-q", "other");

        assertThat(kist.run("doctor").out())
                .contains("\"first\" is in the history", "\"merged\" is in the history")
                .doesNotContain("kist-key-1-");
    }

    @Test
    void doctor_whereACommandPrintsTheKey_findsNoError() throws Exception {
        Path key = kist.folder().resolve("home/.config/kist/key");
        Path elsewhere = Files.move(key, kist.folder().resolve("kept"));

        Result result = kist.with("KIST_KEY_COMMAND", "cat '" + elsewhere + "'").run("doctor");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("ok: keys: there is no other key here than the one that KIST_KEY_COMMAND prints")
                .contains("ok: environment: development opens with a key at hand")
                .doesNotContain("error:");
        assertThat(kist.with("KIST_KEY_COMMAND", "false").run("doctor"))
                .satisfies(failed -> assertThat(failed.code()).isEqualTo(1))
                .satisfies(failed -> assertThat(failed.out()).contains("no key comes from KIST_KEY_COMMAND"));
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(kist.folder().toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void whereTheEnvironmentWasSaid_isNamed() {
        assertThat(kist.run("doctor", "-e", "development").out())
                .contains("KIST_ENVIRONMENT is set by --environment")
                .doesNotContain("inspection");
    }
}
