// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.TestUser;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MongoDB as it is run: users with few rights, a standalone, a server that is not there. */
class MongoAccessTest {
    @TempDir
    Path folder;

    @Test
    void roleReadWrite_writes_andRoleRead_readsAlone() {
        try (MongoServer server = MongoServer.builder().withUsers("shop").start()) {
            KistProcess writer = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(TestUser.WRITER, "shop"));
            assertThat(writer.run("init"))
                    .satisfies(run -> assertThat(run.exitCode()).as(run.err()).isZero());
            assertThat(writer.run("set", "A", "1").exitCode()).isZero();
            KistProcess reader = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(TestUser.READER, "shop"));
            assertThat(reader.run("get", "A").out()).isEqualTo("1\n");
            assertThat(reader.run("list").exitCode()).isZero();
            assertThat(reader.run("run", "--", "sh", "-c", "echo $A").out()).isEqualTo("1\n");
            ProcessRun refused = reader.run("set", "A", "2");
            assertThat(refused.exitCode()).isEqualTo(5);
            assertThat(refused.err()).doesNotContain(TestUser.READER.password());
            assertThat(writer.run("get", "A").out()).isEqualTo("1\n");

            String wrong = server.uri(TestUser.WRITER, "shop").replace(TestUser.WRITER.password(), "geheim");
            ProcessRun unknown =
                    KistProcess.in(folder).with("KIST_MONGODB_URI", wrong).run("get", "A");
            assertThat(unknown.exitCode()).isEqualTo(5);
            assertThat(unknown.err()).contains("kist: error:").doesNotContain("geheim");
        }
    }

    /** The role for people in docs/operations.md: they set and delete, and remove nothing for good. */
    @Test
    void roleWithoutRemove_recordsNoRemovalThatDidNotHappen_andChangesNothing() {
        try (MongoServer server = MongoServer.builder().withUsers("shop").start()) {
            KistProcess writer = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri(TestUser.WRITER, "shop"));
            for (String[] command :
                    new String[][] {{"init"}, {"set", "A", "1"}, {"set", "A", "2"}, {"set", "B", "1"}}) {
                assertThat(writer.run(command).exitCode()).isZero();
            }
            createUserWithoutRemove(server);
            String before = writer.run("log", "--json").out();
            KistProcess member = KistProcess.in(folder)
                    .with("KIST_MONGODB_URI", "mongodb://member:member@127.0.0.1:" + server.port() + "/shop");

            for (String[] command : new String[][] {
                {"delete", "B", "--purge", "-y"}, {"rename", "A", "AA"}, {"prune", "--keep", "1", "-y"}
            }) {
                ProcessRun refused = member.run(command);
                assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
                assertThat(refused.err()).contains("the user lacks a privilege");
            }

            assertThat(member.run("log", "--json").out()).isEqualTo(before).doesNotContain("purged", "pruned");
            assertThat(member.run("list").out()).contains("A", "B").doesNotContain("AA");
            assertThat(member.run("delete", "B", "-y").exitCode()).isZero();
            assertThat(writer.run("delete", "B", "--purge", "-y").exitCode()).isZero();
            assertThat(writer.run("log").out()).contains("purged 2 versions");
        }
    }

    private static void createUserWithoutRemove(MongoServer server) {
        Document privilege = new Document("resource", new Document("db", "shop").append("collection", ""))
                .append("actions", List.of("find", "insert", "update", "listIndexes"));
        try (MongoClient client = MongoClients.create(server.uri(TestUser.ADMIN, "shop"))) {
            MongoDatabase database = client.getDatabase("shop");
            database.runCommand(new Document("createRole", "member")
                    .append("roles", List.of())
                    .append("privileges", List.of(privilege)));
            database.runCommand(
                    new Document("createUser", "member").append("pwd", "member").append("roles", List.of("member")));
        }
    }

    @Test
    void standalone_works() {
        try (MongoServer server = MongoServer.builder().standalone().start()) {
            KistProcess kist = KistProcess.in(folder).with("KIST_MONGODB_URI", server.uri("shop"));
            assertThat(kist.run("init").exitCode()).isZero();
            assertThat(kist.run("set", "A", "1").exitCode()).isZero();
            assertThat(kist.run("get", "A").out()).isEqualTo("1\n");
        }
    }

    @Test
    void unreachable_isFiveWithTheHostAndWithoutThePassword() {
        ProcessRun run = KistProcess.in(folder)
                .with("KIST_MONGODB_URI", "mongodb://u:geheim@127.0.0.1:1/shop")
                .with("KIST_TIMEOUT", "500ms")
                .run("get", "A");
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("geheim").doesNotContain(" at dev.kist");
    }
}
