// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.NodeReader;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields of documents that docs/format.md does not list: readers ignore them, and they are gone with the next write. */
class UnlistedFieldsTest {
    private static final List<String> COLLECTIONS = List.of("secrets", "secrets.history", "secrets.environments");

    @TempDir
    Path folder;

    private String database = "";
    private KistProcess kist = KistProcess.in(Path.of(""));

    @BeforeEach
    void init() {
        MongoServer server = MongoServer.shared();
        database = server.freshDatabase();
        kist = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(database));
        assertThat(kist.run("init").exitCode()).isZero();
        assertThat(kist.run("set", "TOKEN", "one").exitCode()).isZero();
        assertThat(kist.run("set", "TOKEN", "two").exitCode()).isZero();
    }

    private void addFields() {
        try (MongoClient client =
                MongoClients.create(Objects.requireNonNull(kist.variables().get("KIST_MONGODB_URI")))) {
            MongoDatabase db = client.getDatabase(database);
            Document fields = new Document("x_new", new Document("a", List.of(1, "two"))).append("next_id", 7L);
            for (String name : COLLECTIONS) {
                assertThat(db.getCollection(name)
                                .updateMany(new Document(), new Document("$set", fields))
                                .getModifiedCount())
                        .as(name)
                        .isPositive();
            }
            db.getCollection("secrets.environments")
                    .updateMany(new Document(), new Document("$set", new Document("keys.0.x_new", true)));
        }
    }

    private boolean isThere(String collection) {
        try (MongoClient client =
                MongoClients.create(Objects.requireNonNull(kist.variables().get("KIST_MONGODB_URI")))) {
            return client.getDatabase(database)
                            .getCollection(collection)
                            .find(new Document("x_new", new Document("$exists", true)))
                            .first()
                    != null;
        }
    }

    @Test
    void readers_ignoreThem() {
        addFields();

        assertThat(kist.run("get", "TOKEN").out()).isEqualTo("two\n");
        assertThat(kist.run("get", "TOKEN", "--version", "1").out()).isEqualTo("one\n");
        assertThat(kist.run("doctor").out()).contains("all 2 versions of development decrypt");
        assertThat(COLLECTIONS).allMatch(this::isThere);
        assertThat(read(
                        PythonEnvironment.python().toString(),
                        "-c",
                        "import sys; sys.path.insert(0, sys.argv[1]); import kist; print(kist.read_secrets()['TOKEN'])",
                        root().resolve("clients/python").toString()))
                .isEqualTo("two\n");
        assertThat(read(
                        "node",
                        "--input-type=module",
                        "-e",
                        "const kist = await import(process.argv[1]); console.log((await kist.loadSecrets()).TOKEN)",
                        NodeReader.folder().resolve("src/index.js").toString()))
                .isEqualTo("two\n");
    }

    private String read(String program, String... arguments) {
        ProcessRun run = Command.of(program)
                .args(arguments)
                .env(kist.variables())
                .in(folder)
                .run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Files.isDirectory(module.resolve(".mvn"))
                ? module
                : module.resolve("..").normalize();
    }

    @Test
    void writers_replaceWholeDocuments() {
        addFields();

        assertThat(kist.run("set", "TOKEN", "three").exitCode()).isZero();
        assertThat(isThere("secrets")).isFalse();
        ProcessRun rotated = kist.run("rotate");
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();

        assertThat(COLLECTIONS).noneMatch(this::isThere);
        assertThat(kist.run("get", "TOKEN").out()).isEqualTo("three\n");
        assertThat(kist.run("get", "TOKEN", "--version", "1").out()).isEqualTo("one\n");
    }
}
