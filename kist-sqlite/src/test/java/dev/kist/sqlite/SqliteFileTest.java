// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the local store: how it is made, and what becomes of files that are not as expected. */
final class SqliteFileTest {
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private final Path folder;
    private final Path file;
    private final List<SecretStore> opened = new ArrayList<>();

    SqliteFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("local.db");
    }

    @AfterEach
    void close() {
        opened.forEach(SecretStore::close);
    }

    @Test
    void theJournal_isForItsOwnerAlone() throws SQLException, IOException {
        try (SqliteFile sqlite = new SqliteFile(file, TIMEOUT)) {
            String modes = sqlite.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("INSERT INTO secrets (collection, document) VALUES ('c', '{}')");
                }
                try {
                    return PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("local.db-journal")));
                } catch (IOException e) {
                    return e.toString();
                }
            });

            assertThat(modes).isEqualTo("rw-------");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void settings_areTheDurableOnes() throws SQLException {
        try (SqliteFile sqlite = new SqliteFile(file, TIMEOUT)) {
            sqlite.write(connection -> true);
            String settings = sqlite.read(connection -> pragma(connection, "journal_mode")
                            + " " + pragma(connection, "synchronous")
                            + " " + pragma(connection, "secure_delete")
                            + " " + pragma(connection, "user_version"))
                    .orElseThrow();

            // 3 is EXTRA.
            assertThat(settings).isEqualTo("delete 3 1 1");
        }
    }

    @Test
    void aStoreThatAnotherHolds_isUnavailableAfterTheTimeout() throws SQLException {
        SecretStore store = withOneSecret();
        try (Connection other = RawFile.open(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            long start = System.nanoTime();

            assertUnavailable(() -> store.write(List.of(insert(secret("OTHER")))), "another process holds it");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(TIMEOUT, TIMEOUT.multipliedBy(5));
            assertUnavailable(() -> read(store), "another process holds it");
            assertUnavailable(() -> read(open("secrets")), "another process holds it");
            assertUnavailable(() -> store.deleteSecret(secret("TOKEN")), "another process holds it");
            statement.execute("ROLLBACK");
        }

        assertThat(store.write(List.of(insert(secret("OTHER"))))).isEmpty();
        assertThat(read(store)).hasSize(2);
    }

    @Test
    void aReaderThatDoesNotEnd_makesWritingUnavailable_andNothingIsWritten() throws SQLException {
        SecretStore store = withOneSecret();
        try (Connection other = RawFile.open(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT * FROM secrets").next();

            assertUnavailable(() -> store.write(List.of(insert(secret("OTHER")))), "another process holds it");
            assertThat(read(store)).hasSize(1);
        }

        assertThat(read(store)).hasSize(1);
        assertThat(store.write(List.of(insert(secret("OTHER"))))).isEmpty();
    }

    @Test
    void aFileThatIsReplacedOrRemoved_isOpenedAgain() throws IOException {
        SecretStore store = withOneSecret();
        Files.move(file, folder.resolve("aside.db"));
        assertThat(read(store)).isEmpty();
        assertThat(file).doesNotExist();

        store.write(List.of(insert(secret("NEW"))));
        assertThat(read(store)).containsExactly("NEW");

        Files.move(folder.resolve("aside.db"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(read(store)).containsExactly("TOKEN");
    }

    @Test
    void anEmptyFile_isAsNone() throws IOException {
        Files.createFile(file);
        SecretStore store = open("secrets");

        assertThat(read(store)).isEmpty();
        assertThat(store.deleteSecret(secret("A"))).isFalse();
        store.write(List.of(insert(secret("A"))));
        assertThat(read(store)).containsExactly("A");
    }

    @Test
    void collections_shareAFile() {
        SecretStore one = withOneSecret();
        SecretStore other = open("app.secrets");

        assertThat(read(other)).isEmpty();
        assertThat(other.write(List.of(insert(secret("TOKEN"))))).isEmpty();
        assertThat(read(one)).hasSize(1);
        assertThat(read(other)).hasSize(1);
        assertThat(other.description().namespace()).isEqualTo("local.app.secrets");
    }

    @Test
    void oddPaths_areTakenAsTheyAre() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a b?c=d&mode=memory#e%20ü"))
                .resolve("lo?cal.db");
        SecretStore store = new SqliteStore(new StoreLocation.LocalFile(odd, "secrets"), TIMEOUT);
        opened.add(store);

        store.write(List.of(insert(secret("A"))));

        assertThat(odd).isNotEmptyFile();
        assertThat(read(store)).containsExactly("A");
    }

    @Test
    void aFileThatIsNotSqlite_isRefusedAndLeft() throws IOException {
        Files.writeString(file, "DATABASE_URL=postgres://\n".repeat(100));

        assertRefused("it is not a SQLite file");

        assertThat(file).hasContent("DATABASE_URL=postgres://\n".repeat(100));
    }

    @Test
    void aFileOfAnotherProgram_isRefusedAndLeft() {
        RawFile.execute(file, "CREATE TABLE secrets (password TEXT)");

        assertRefused("it is a SQLite file of another program");

        assertThat(RawFile.query(file, "SELECT count(*) FROM sqlite_schema")).isEqualTo("1");
    }

    @Test
    void aFileOfANewerKist_isRefusedAndLeft() {
        withOneSecret();
        RawFile.execute(file, "PRAGMA user_version = 2");

        assertRefused("a newer Kist wrote it (schema 2; this version of Kist knows schema 1)");

        assertThat(RawFile.query(file, "SELECT count(*) FROM secrets")).isEqualTo("1");
    }

    @Test
    void aDamagedFile_isRefused() throws IOException {
        SecretStore store = open("secrets");
        for (int i = 0; i < 200; i++) {
            store.write(List.of(insert(secret("NAME_" + i))));
        }
        store.close();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        assertRefused("the file is damaged");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void aFileThatWasCut_isRefused() throws IOException {
        SecretStore store = open("secrets");
        for (int i = 0; i < 200; i++) {
            store.write(List.of(insert(secret("NAME_" + i))));
        }
        store.close();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2), StandardOpenOption.TRUNCATE_EXISTING);

        assertRefused("the file is damaged");
    }

    @Test
    void aFolderInThePlaceOfTheFile_isRefused() throws IOException {
        Files.createDirectory(file);

        assertRefused("the file cannot be opened");
    }

    @Test
    void aFolderThatIsNotThere_isNamedByAWriteAlone() {
        Path missing = folder.resolve("missing/local.db");
        SecretStore store = new SqliteStore(new StoreLocation.LocalFile(missing, "secrets"), TIMEOUT);
        opened.add(store);

        assertThat(read(store)).isEmpty();
        assertUnavailable(store::prepareForWriting, "its folder does not exist");
        assertThat(missing.getParent()).doesNotExist();
    }

    @Test
    void aRowThatIsNoDocument_isForeign() throws SQLException {
        withOneSecret();
        try (Connection connection = RawFile.open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE secrets SET document = '[1, \"k1.\"]'");
            statement.execute(
                    "INSERT INTO secrets (collection, document) VALUES ('secrets', '{\"environment\": \"development\"}')");
            statement.execute("INSERT INTO secrets (collection, document) VALUES ('secrets', '7')");
        }

        assertThat(read(open("secrets"))).containsExactly("(no name)");
    }

    @Test
    void aClosedStore_saysSo() {
        SecretStore store = withOneSecret();
        store.close();
        store.close();

        assertThatThrownBy(() -> read(store))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the store is closed");
    }

    @Test
    void description_namesTheFile() {
        assertThat(open("secrets").description()).hasToString("the local store " + file);
    }

    private SecretStore withOneSecret() {
        SecretStore store = open("secrets");
        store.write(List.of(insert(secret("TOKEN"))));
        return store;
    }

    private SecretStore open(String collection) {
        SecretStore store = new SqliteStore(new StoreLocation.LocalFile(file, collection), TIMEOUT);
        opened.add(store);
        return store;
    }

    private static List<String> read(SecretStore store) {
        List<String> keys = new ArrayList<>();
        store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, found -> keys.add(found.key()));
        return keys;
    }

    private void assertRefused(String why) {
        SecretStore store = open("secrets");
        assertUnavailable(() -> read(store), why);
        assertUnavailable(() -> store.write(List.of(insert(secret("OTHER")))), why);
    }

    private static void assertUnavailable(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(StoreUnavailableException.class, e -> assertThat(e.hint())
                        .isPresent())
                .hasMessageStartingWith("the local store ")
                .hasMessageContaining("local.db cannot be used: " + why);
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getString(1) : "none";
        }
    }
}
