// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.environment;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Finding.Status;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.InspectableStore;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredDocument;
import dev.kist.testing.MongoServer;
import dev.kist.testing.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that wants users to sign in. */
@TestInstance(Lifecycle.PER_CLASS)
class RolesTest {
    private MongoServer server;

    @BeforeAll
    void start() {
        server = MongoServer.builder().withUsers("app", "empty").start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void writer_withReadWriteOnTheDatabase_doesEverything() {
        CurrentDocument first = secret("TOKEN");
        SecretWrite second = update(first, next(first));
        try (SecretStore store = open(server.uri(TestUser.WRITER, "app"), "app", "everything")) {
            assertThat(store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)).isEmpty();
            store.prepareForWriting();
            assertThat(store.insertEnvironment(environment("development"))).isTrue();
            assertThat(store.write(List.of(insert(first)))).isEmpty();
            assertThat(store.write(List.of(second))).isEmpty();
            assertThat(store.now()).isNotNull();
            assertThat(store.writeAtomically(List.of(insert(secret("OTHER"))))).isEmpty();
            store.prepareForRemoval(false);
            assertThat(store.deleteSecret(second.next())).isTrue();
            assertThat(store.environmentNames()).containsExactly(ENVIRONMENT);
        }
    }

    @Test
    void reader_withReadOnTheDatabase_readsAndCannotWrite() {
        CurrentDocument stored = secret("TOKEN");
        try (SecretStore writer = open(server.uri(TestUser.WRITER, "app"), "app", "shared")) {
            writer.prepareForWriting();
            writer.insertEnvironment(environment("development"));
            writer.write(List.of(insert(stored)));
        }

        try (SecretStore store = open(server.uri(TestUser.READER, "app"), "app", "shared")) {
            List<StoredDocument> found = new ArrayList<>();
            store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PREFER_PRIMARY, found::add);
            store.findHistory(Selection.all(ENVIRONMENT), Freshness.PREFER_PRIMARY, found::add);
            assertThat(found).containsExactly(stored);
            assertThat(store.findEnvironment(ENVIRONMENT, Freshness.PREFER_PRIMARY))
                    .isPresent();
            assertThat(store.environmentNames()).containsExactly(ENVIRONMENT);
            assertThat(store.now()).isNotNull();
            assertThat(store.hasTransactions()).isTrue();
            store.prepareForWriting();

            for (StoreUnavailableException failure : List.of(
                    Failures.unavailable(() -> store.write(List.of(insert(secret("OTHER"))))),
                    Failures.unavailable(() -> store.writeAtomically(List.of(insert(secret("OTHER"))))),
                    Failures.unavailable(() -> store.insertEnvironment(environment("other"))),
                    Failures.unavailable(() -> store.replaceEnvironment(next(environment("development")))),
                    Failures.unavailable(() -> store.deleteSecret(stored)))) {
                assertThat(failure)
                        .isNotInstanceOf(LostAnswerException.class)
                        .hasMessageContaining("127.0.0.1:" + server.port())
                        .hasMessageContaining("the user lacks a privilege on the database app");
                assertThat(failure.hint().orElseThrow()).contains("readWrite");
            }
        }
    }

    @Test
    void reader_whereTheIndexesAreMissing_isToldTheCommands() {
        try (SecretStore store = open(server.uri(TestUser.READER, "empty"), "empty", "app.secrets")) {
            StoreUnavailableException failure = Failures.unavailable(store::prepareForWriting);

            assertThat(failure)
                    .hasMessageContaining("the unique index environment_1_key_1 of empty.app.secrets is missing,"
                            + " and the user may not create it");
            assertThat(failure.hint())
                    .contains("have an administrator run in mongosh: " + UniqueIndexesTest.commands("empty"));
        }
    }

    @Test
    void rolesOfTheDocs_areEnough() throws IOException {
        CurrentDocument first = secret("TOKEN");
        SecretWrite second = update(first, next(first));
        try (RawDatabase raw = RawDatabase.of(server.uri(TestUser.ADMIN, "app"), "app")) {
            for (Document role : documentedRoles()) {
                raw.run(role);
                String name = role.getString("createRole");
                raw.run(new Document("createUser", name).append("pwd", name).append("roles", List.of(name)));
            }
        }

        String writer = "mongodb://kistWriter:kistWriter@127.0.0.1:" + server.port() + "/app";
        try (SecretStore store = open(writer, "app", "secrets")) {
            assertThat(Failures.unavailable(store::prepareForWriting)).hasMessageContaining("may not create it");
            try (SecretStore administrator = open(server.uri(TestUser.ADMIN, "app"), "app", "secrets")) {
                administrator.prepareForWriting();
            }
            store.prepareForWriting();
            assertThat(store.insertEnvironment(environment("development"))).isTrue();
            assertThat(store.replaceEnvironment(next(environment("development"))))
                    .isTrue();
            assertThat(store.write(List.of(insert(first)))).isEmpty();
            assertThat(store.write(List.of(second))).isEmpty();
            assertThat(store.writeAtomically(List.of(insert(secret("OTHER"))))).isEmpty();
            assertThat(Failures.unavailable(() -> store.deleteSecret(second.next())))
                    .hasMessageContaining("lacks a privilege");
            for (boolean isOfFormersAlone : new boolean[] {true, false}) {
                assertThat(Failures.unavailable(() -> store.prepareForRemoval(isOfFormersAlone)))
                        .hasMessageContaining("lacks a privilege");
            }
        }
        String reader = "mongodb://kistReader:kistReader@127.0.0.1:" + server.port() + "/app";
        try (SecretStore store = open(reader, "app", "secrets")) {
            assertThat(store.environmentNames()).containsExactly(ENVIRONMENT);
            assertThat(store.findEnvironment(ENVIRONMENT, Freshness.PREFER_PRIMARY))
                    .isPresent();
            List<StoredDocument> found = new ArrayList<>();
            store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PREFER_PRIMARY, found::add);
            store.findHistory(Selection.all(ENVIRONMENT), Freshness.PREFER_PRIMARY, found::add);
            assertThat(found).hasSize(3);
            assertThat(Failures.unavailable(() -> store.write(List.of(insert(secret("NEW"))))))
                    .hasMessageContaining("lacks a privilege");
        }
    }

    @Test
    void reader_withFindAlone_isNotToldThatIndexesAreMissing() {
        try (RawDatabase raw = RawDatabase.of(server.uri(TestUser.ADMIN, "app"), "app")) {
            raw.run(new Document("createRole", "finder")
                    .append("roles", List.of())
                    .append(
                            "privileges",
                            List.of(new Document("resource", new Document("db", "app").append("collection", ""))
                                    .append("actions", List.of("find")))));
            raw.run(new Document("createUser", "finder").append("pwd", "finder").append("roles", List.of("finder")));
        }

        String finder = "mongodb://finder:finder@127.0.0.1:" + server.port() + "/app";
        try (SecretStore store = open(finder, "app", "secrets")) {
            assertThat(((InspectableStore) store).inspect())
                    .filteredOn(finding -> finding.what().equals("indexes"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
                        assertThat(finding.text())
                                .contains("may not look", "listIndexes")
                                .doesNotContain("missing");
                    });
        }
    }

    /** The roles of docs/operations.md, as commands. */
    private static List<Document> documentedRoles() throws IOException {
        Matcher roles = Pattern.compile("createRole\\((\\{.*?\n\\})\\)", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        List<Document> commands = new ArrayList<>();
        while (roles.find()) {
            Document role = Document.parse(roles.group(1).replaceAll(",(\\s*[\\]}])", "$1"));
            Document command = new Document("createRole", role.remove("role"));
            command.putAll(role);
            commands.add(command);
        }
        assertThat(commands).hasSize(2);
        return commands;
    }

    @Test
    void user_ofAnotherDatabase_lacksAPrivilege() {
        try (SecretStore store = open(server.uri(TestUser.WRITER, "app"), "elsewhere", "secrets")) {
            assertThat(Failures.unavailable(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)))
                    .hasMessageContaining("the user lacks a privilege on the database elsewhere");
            assertThat(Failures.unavailable(store::prepareForWriting).hint().orElseThrow())
                    .contains("db.getSiblingDB(\"elsewhere\")");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"canaryuser:canarypassword", "writer:canarypassword", "canary%40user:canary%2Fpass%40word"})
    void user_whoIsRefused_isToldSoAtOnce(String credentials) {
        String uri = "mongodb://" + credentials + "@127.0.0.1:" + server.port() + "/app?authSource=admin";
        try (SecretStore store = open(uri, "app", "secrets")) {
            long start = System.nanoTime();
            for (StoreUnavailableException failure : List.of(
                    Failures.unavailable(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)),
                    Failures.unavailable(() -> store.write(List.of(insert(secret("A"))))),
                    Failures.unavailable(store::prepareForWriting),
                    Failures.unavailable(store::now))) {
                assertThat(failure)
                        .isNotInstanceOf(LostAnswerException.class)
                        .hasMessage("MongoDB at 127.0.0.1:" + server.port()
                                + " cannot be used: the user or the password was refused");
                assertThat(failure.hint().orElseThrow()).contains("authSource");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void nobody_lacksAPrivilege() {
        try (SecretStore store = open(server.uri(), "app", "secrets")) {
            assertThat(Failures.unavailable(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)))
                    .hasMessageContaining("the user lacks a privilege");
        }
    }

    private static SecretStore open(String uri, String database, String collection) {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(uri, database, collection), Duration.ofSeconds(20));
    }
}
