// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.cli.KistRun.Result;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What someone with write access to the store and without a key can try: every field that a reader acts on changed, cut,
 * swapped between secrets, environments and versions. Each is found where it is read, named, and exit code 4; the other
 * secrets load only if asked.
 */
class TamperingTest {
    private static final String A_IN_DEVELOPMENT = " WHERE key = 'A' AND environment = 'development'";
    private static final EnvironmentName DEVELOPMENT = EnvironmentName.parse("development");

    private final KistRun kist;

    TamperingTest(@TempDir Path folder) {
        kist = KistRun.initialized(folder);
        kist.done("set", "A", "value-1", "--note", "note-1");
        kist.done("set", "A", "value-2", "--note", "note-2");
        kist.done("set", "A", "value-3", "--note", "note-3");
        kist.done("set", "B", "other-1");
        kist.done("set", "B", "other-2");
        kist.done("set", "B", "other-3");
        kist.done("set", "A", "elsewhere-1", "-e", "production");
        kist.done("set", "A", "elsewhere-2", "-e", "production");
        kist.done("set", "A", "elsewhere-3", "-e", "production");
    }

    private Result refused(String... arguments) {
        Result result = kist.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .doesNotContain("value-")
                .doesNotContain("elsewhere-")
                .doesNotContain("note-");
        return result;
    }

    private void sql(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + kist.folder().resolve(".kist/local.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static String of(String key, String environment, String field) {
        return "(SELECT document ->> '$." + field + "' FROM secrets WHERE key = '" + key + "' AND environment = '"
                + environment + "')";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'$.value', substr(document ->> '$.value', 1, 30) || 'xxxx' || substr(document ->> '$.value', 35)",
                "'$.value', substr(document ->> '$.value', 1, length(document ->> '$.value') - 4)",
                "'$.value', substr(document ->> '$.value', 1, 20)",
                "'$.value', 'k1.'",
                "'$.value', (document ->> '$.value') || '='",
                "'$.value', 'k1.AQAAAGM' || substr(document ->> '$.value', 11)",
                "'$.value', document ->> '$.note'",
                "'$.note', document ->> '$.value'",
                "'$.note', 'k1.AAAA'",
                "'$.created_at.\"$date\"', json_extract(document, '$.created_at.\"$date\"') + 1",
                "'$.updated_at.\"$date\"', json_extract(document, '$.updated_at.\"$date\"') + 1",
                "'$.version', 2",
                "'$.version', 4",
                "'$.updated_by', 'mallory@elsewhere'",
                "'$.template', json('true')",
                "'$.deleted', json('true')",
                "'$.revision', 'one'",
                "'$.revision', json('1.0')",
                "'$.updated_by', char(27)",
                "'$._id', 'an id'",
                "'$.version', '3'",
                "'$.value', 'plain text'",
                "'$.updated_by', 7"
            })
    void currentDocument_withAChangedField_isRefusedByName(String change) {
        sql("UPDATE secrets SET document = json_set(document, " + change + ")" + A_IN_DEVELOPMENT);

        requireAIsRefused();
    }

    @Test
    void currentDocument_withTheValueOfAnother_isRefusedByName() {
        for (String other : new String[] {of("B", "development", "value"), of("A", "production", "value")}) {
            sql("UPDATE secrets SET document = json_set(document, '$.value', " + other + ")" + A_IN_DEVELOPMENT);

            requireAIsRefused();
        }
    }

    @Test
    void currentDocument_movedFromAnotherEnvironment_isRefusedByName() {
        sql("DELETE FROM secrets" + A_IN_DEVELOPMENT);
        sql("UPDATE secrets SET document = json_set(document, '$.environment', 'development')"
                + " WHERE key = 'A' AND environment = 'production'");

        requireAIsRefused();
    }

    @Test
    void currentDocument_renamedToAnother_isRefusedByName() {
        sql("DELETE FROM secrets" + A_IN_DEVELOPMENT);
        sql("UPDATE secrets SET document = json_set(document, '$.key', 'A')"
                + " WHERE key = 'B' AND environment = 'development'");

        Result result = refused("get", "A");
        assertThat(result.err()).contains("secret A of development");
    }

    @Test
    void formerVersion_posingAsTheCurrentOne_isRefusedByName() {
        sql("UPDATE secrets SET document = (SELECT json_set(h.document, '$._id', secrets.document -> '$._id',"
                + " '$.revision', secrets.document -> '$.revision') FROM history h WHERE h.key = 'A' AND h.environment ="
                + " 'development' AND h.version = 2)" + A_IN_DEVELOPMENT);

        requireAIsRefused();
    }

    @Test
    void rotation_keepsTheKeyOfWhatOnlyReadsWrong_andSaysSo() {
        sql("UPDATE secrets SET document = json_set(document, '$.revision', json('1.0'))" + A_IN_DEVELOPMENT);

        Result rotated = kist.run("rotate", "-e", "development");

        assertThat(rotated.code()).as(rotated.err()).isEqualTo(4);
        assertThat(rotated.err())
                .contains("secret A of development cannot be read: its revision is no whole number")
                .contains("1 former encryption key of development stays")
                .contains("set it right, then: kist rotate -e development")
                .doesNotContain("programs that are at work");
        sql("UPDATE secrets SET document = json_set(document, '$.revision', 3)" + A_IN_DEVELOPMENT);
        assertThat(kist.done("rotate", "-e", "development").err()).contains("1 value encrypted again");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-3\n");
        assertThat(kist.done("history", "A", "--reveal").out()).contains("value-1", "value-2");
    }

    private void requireAIsRefused() {
        for (String[] command : new String[][] {{"get", "A"}, {"export"}, {"get", "A", "B"}, {"history", "A"}}) {
            assertThat(refused(command).err()).containsPattern("secret \"?A\"? of development");
        }
        Result set = kist.run("set", "A", "new");
        assertThat(set.code()).as(set.err()).isEqualTo(4);
        for (String command : new String[] {"list", "log", "search B"}) {
            Result told = kist.run(command.split(" "));
            assertThat(told.code()).as(command + told.err()).isEqualTo(4);
            assertThat(told.out()).as(command).contains("B");
            assertThat(told.err()).as(command).containsPattern("secret \"?A\"? of development");
        }
        Result doctor = kist.run("doctor", "-e", "development");
        assertThat(doctor.code()).as(doctor.out()).isEqualTo(1);
        assertThat(doctor.out())
                .containsPattern("secret \"?A\"? of development")
                .doesNotContain("or remove it");
        assertThat(kist.done("get", "B").out()).isEqualTo("other-3\n");
        Result skipping = kist.done("export", "--skip-unreadable");
        assertThat(skipping.out()).contains("B=other-3").doesNotContain("A=");
        assertThat(skipping.err()).containsPattern("left out: secret \"?A\"? of development");
        assertThat(kist.done("get", "A", "B", "--json", "--skip-unreadable").out())
                .isEqualTo("{\n  \"B\": \"other-3\"\n}\n");
        refused("get", "A", "--skip-unreadable");
        assertThat(kist.done("list", "--skip-unreadable").out()).doesNotContainPattern("(?m)^A ");
        refused("copy", "--from", "development", "--to", "staging");
        assertThat(kist.done("copy", "--from", "development", "--to", "staging", "--skip-unreadable", "--dry-run")
                        .err())
                .contains("new (1): B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'$.value', substr(document ->> '$.value', 1, 30) || 'xxxx' || substr(document ->> '$.value', 35)",
                "'$.value', substr(document ->> '$.value', 1, 20)",
                "'$.value', (SELECT h.document ->> '$.value' FROM history h WHERE h.key = 'B' AND h.version = 2)",
                "'$.value', (SELECT h.document ->> '$.value' FROM history h WHERE h.environment = 'production' AND h.version = 2)",
                "'$.value', (SELECT h.document ->> '$.value' FROM history h WHERE h.key = 'A' AND h.version = 1)",
                "'$.value', (SELECT s.document ->> '$.value' FROM secrets s WHERE s.key = 'A')",
                "'$.note', document ->> '$.value'",
                "'$.created_at.\"$date\"', json_extract(document, '$.created_at.\"$date\"') + 1",
                "'$.updated_at.\"$date\"', json_extract(document, '$.updated_at.\"$date\"') + 1",
                "'$.version', 7",
                "'$.updated_by', 'mallory@elsewhere'",
                "'$.template', json('true')",
                "'$.deleted', json('true')",
                "'$.value', 'plain text'",
                "'$.key', 'C'",
                "'$.environment', 'staging'"
            })
    void formerVersion_withAChangedField_isRefusedByName(String change) {
        sql("UPDATE history SET document = json_set(document, " + change + ")" + A_IN_DEVELOPMENT + " AND version = 2");

        requireTheHistoryOfAIsRefused();
    }

    @Test
    void formerVersion_takenOutOfTheMiddle_isRefusedByName() {
        sql("DELETE FROM history" + A_IN_DEVELOPMENT + " AND version = 2");

        requireTheHistoryOfAIsRefused();
    }

    @Test
    void currentDocument_putBack_isRefusedByName_whereHistoryIsNewer() throws Exception {
        Path database = kist.folder().resolve(".kist/local.db");
        String old;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT document FROM secrets" + A_IN_DEVELOPMENT)) {
            result.next();
            old = result.getString(1);
        }
        kist.done("set", "A", "value-4");
        kist.done("set", "A", "value-5");
        sql("UPDATE secrets SET document = '" + old + "'" + A_IN_DEVELOPMENT);

        assertThat(refused("history", "A").err()).contains("version 4 of secret A of development is in its history");
        requireTheLogIsOfTheOthers();
    }

    /** It shows no values, as {@code list} does. */
    private void requireTheLogIsOfTheOthers() {
        Result log = kist.run("log");
        assertThat(log.code()).isEqualTo(4);
        assertThat(log.out()).contains(" B ").doesNotContainPattern(" A +\\d");
        assertThat(log.err()).containsPattern("secret \"?A\"? of development");
    }

    private void requireTheHistoryOfAIsRefused() {
        assertThat(refused("history", "A").err()).containsPattern("secret \"?A\"? of development");
        requireTheLogIsOfTheOthers();
        refused("rollback", "A", "--to", "1");
        refused("get", "A", "--version", "1");
        refused("get", "A", "--at", "0s");
        refused("prune", "--keep", "1", "--yes");
        assertThat(kist.done("get", "A").out()).isEqualTo("value-3\n");
        assertThat(kist.done("history", "B").out().lines()).hasSize(4);
        assertThat(kist.done("get", "B", "--at", "0s").out()).isEqualTo("other-3\n");
        assertThat(kist.done("log", "--skip-unreadable").out()).contains(" B ").doesNotContainPattern(" A +\\d");
    }

    @Test
    void keyAddedToTheList_isRefused() {
        String publicKey = X25519Identity.generate().recipient().text();
        sql("UPDATE environments SET document = json_insert(document, '$.keys[#]', json_set(document -> '$.keys[0]',"
                + " '$.public_key', '" + publicKey + "', '$.key_id', '"
                + Recipient.parse(publicKey).id() + "', '$.label', 'mallory')) WHERE name = 'development'");

        assertThat(refused("get", "A").err())
                .contains("the environment development")
                .contains("is not the one that a member sealed");
        refused("list");
        Result set = kist.run("set", "A", "new");
        assertThat(set.code()).isEqualTo(4);
        assertThat(kist.done("get", "A", "-e", "production").out()).isEqualTo("elsewhere-3\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'$.sealed', substr(document ->> '$.sealed', 1, 40)",
                "'$.revision', 2",
                "'$.format', 2",
                "'$.keys[0].label', 'mallory'",
                "'$.keys[0].wrapped', 'w1.AAAA'",
                "'$.keys', json('[]')"
            })
    void environment_withAChangedField_isRefused(String change) {
        sql("UPDATE environments SET document = json_set(document, " + change + ") WHERE name = 'development'");

        assertThat(refused("get", "A").err()).contains("development");
    }

    @Test
    void keyringMadeFromPublicKeys_isRefused_whereTheFingerprintIsKnown() throws Exception {
        String fingerprint = kist.done("fingerprint", "-e", "development").out().strip();
        Files.writeString(
                kist.folder().resolve(".kist/known_environments"), "local.secrets development " + fingerprint + "\n");
        Recipient victim = Recipient.parse(kist.done("key", "public").out().strip());
        X25519Identity attacker = X25519Identity.generate();
        Actor mallory = Actor.parse("mallory@elsewhere");
        try (SecretStore store = SecretStoreProvider.openStore(
                new StoreLocation.LocalFile(kist.folder().resolve(".kist/local.db"), "secrets"),
                Duration.ofSeconds(5))) {
            OpenEnvironment forged = OpenEnvironment.create(
                            DEVELOPMENT, attacker, Label.parse("mallory"), new Author(mallory, store::now))
                    .keys()
                    .with(victim, Label.parse("victim"), new Author(mallory, store::now));
            store.deleteEnvironment(
                    store.findEnvironment(DEVELOPMENT, Freshness.PRIMARY).orElseThrow());
            store.insertEnvironment(forged.document());
        }

        assertThat(refused("get", "A").err()).contains("fingerprint");
        Result set = kist.run("set", "A", "new");
        assertThat(set.code()).isEqualTo(4);
    }
}
