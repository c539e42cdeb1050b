// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.kist.testing.Command;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.PythonEnvironment;
import dev.kist.testing.RunningCommand;
import dev.kist.testing.ServerKind;
import dev.kist.testing.TestServer;
import dev.kist.testing.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job on every server: from a {@code .env} file into MongoDB and into a running program. */
class EndToEndTest {
    private static final String MARKED = "marked-value-5f2c9a";

    @TempDir
    Path folder;

    private KistProcess kist(TestServer server, String database) {
        return KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(database));
    }

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void fromAnEnvFileToTheProgram_allArrives_andTheDatabaseSeesNoValue(ServerKind kind) throws Exception {
        TestServer server = kind.shared();
        String database = server.freshDatabase();
        KistProcess kist = kist(server, database);
        Files.writeString(
                folder.resolve(".env"),
                "# note " + MARKED + "\nURL=" + MARKED + "\nEMPTY=\nLINES=\"a\n" + MARKED + "\"\n");

        ProcessRun init = kist.run("init", "--env-file", ".env");
        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(init.err()).contains("new (3): EMPTY, LINES, URL").doesNotContain(MARKED);
        assertThat(folder.resolve(".kist/local.db")).doesNotExist();
        assertThat(Files.readString(folder.resolve(".kist/known_environments")))
                .matches(database + "\\.secrets development [0-9a-f]{32}\n");

        ProcessRun set = kist.run("set", "URL", MARKED + "-2", "--environment", "development");
        assertThat(set.exitCode()).as(set.err()).isZero();
        ProcessRun run = kist.run(
                "run", "-e", "development", "--", "sh", "-c", "printf '%s|%s|%s' \"$URL\" \"$EMPTY\" \"$LINES\"");
        assertThat(run.out()).isEqualTo(MARKED + "-2||a\n" + MARKED);
        assertThat(run.exitCode()).isZero();

        assertStoredAsDesigned(server, database);
        assertNothingInClear(server);
    }

    private static void assertStoredAsDesigned(TestServer server, String database) {
        try (MongoClient client = MongoClients.create(server.uri(database))) {
            MongoDatabase db = client.getDatabase(database);
            Document url =
                    db.getCollection("secrets").find(new Document("key", "URL")).first();
            assertThat(url).isNotNull();
            assertThat(url.keySet())
                    .containsExactly(
                            "_id",
                            "key",
                            "value",
                            "environment",
                            "created_at",
                            "updated_at",
                            "version",
                            "updated_by",
                            "revision",
                            "note");
            assertThat(url.getString("value")).startsWith("k1.");
            assertThat(url.getString("note")).startsWith("k1.");
            assertThat(url.getObjectId("_id")).isNotNull();
            assertThat(url.getDate("updated_at")).isAfter(url.getDate("created_at"));
            assertThat(url.getInteger("version")).isEqualTo(2);
            assertThat(url.getInteger("revision")).isEqualTo(2);
            Document former = db.getCollection("secrets.history")
                    .find(new Document("key", "URL"))
                    .first();
            assertThat(former).isNotNull();
            assertThat(former.getInteger("version")).isEqualTo(1);
            assertThat(former).doesNotContainKey("revision");
            Document environment =
                    db.getCollection("secrets.environments").find().first();
            assertThat(environment).isNotNull();
            assertThat(environment.keySet())
                    .containsExactly("_id", "format", "keys", "sealed", "revision", "created_at", "updated_at");
            assertThat(environment.getString("_id")).isEqualTo("development");
            assertThat(environment.getInteger("format")).isEqualTo(1);
        }
    }

    /** Searches the raw files of the database for the marked value. */
    private static void assertNothingInClear(TestServer server) throws IOException {
        if (server.topology() == Topology.EXTERNAL) {
            return;
        }
        try (Stream<Path> files = Files.walk(server.dataFolder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(MARKED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void twoFirstWriters_endWithOneKeyring(ServerKind kind) {
        TestServer server = kind.shared();
        KistProcess kist = kist(server, server.freshDatabase());
        assertThat(kist.run("init", "-e", "other").exitCode()).isZero();
        List<RunningCommand> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(kist.command("set", "KEY_" + i, "value " + i, "-e", "production")
                    .start());
        }
        // Whoever's document is not the one that is stored created nothing, and says so: it has to look first. Who
        // looks after the creation and before the fingerprint is noted does not know it yet.
        for (int i = 0; i < 2; i++) {
            ProcessRun finished = writers.get(i).finish();
            assertThat(finished.exitCode()).as(finished.err()).isIn(0, 4, 6);
            if (finished.exitCode() != 0) {
                assertThat(kist.run("set", "KEY_" + i, "value " + i, "-e", "production")
                                .exitCode())
                        .isZero();
            }
        }
        assertThat(kist.run("get", "KEY_0", "KEY_1", "-e", "production").out()).isEqualTo("value 0\nvalue 1\n");
    }

    @ParameterizedTest
    @MethodSource("dev.kist.testing.ServerKind#available")
    void pythonReader_readsWhatKistWrote(ServerKind kind) throws Exception {
        TestServer server = kind.shared();
        KistProcess kist = kist(server, server.freshDatabase());
        assertThat(kist.run("init").exitCode()).isZero();
        kist.run("set", "TEXT", "ä€😀\nsecond line");
        kist.run("set", "URL", "http://${TEXT}/$${", "--template");
        kist.run("set", "GONE", "x");
        kist.run("delete", "GONE");
        Path client = root().resolve("clients/python");
        ProcessRun python = Command.of(PythonEnvironment.python().toString())
                .args(
                        "-c",
                        "import os, sys; sys.path.insert(0, sys.argv[1]); from kist import load_secrets_from_db;"
                                + " load_secrets_from_db(); sys.stdout.reconfigure(encoding='utf-8');"
                                + " print(os.environ['TEXT'], os.environ['URL'], 'GONE' in os.environ, sep='|')",
                        client.toString())
                .env(kist.variables())
                .in(folder)
                .run();
        assertThat(python.exitCode()).as(python.err()).isZero();
        assertThat(python.out()).isEqualTo("ä€😀\nsecond line|http://ä€😀\nsecond line/${|False\n");
    }

    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Files.isDirectory(module.resolve(".mvn"))
                ? module
                : module.resolve("..").normalize();
    }
}
