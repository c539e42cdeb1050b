// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment's document that is older than one that was seen: an attack, or a backup that was restored on purpose. */
class AcceptOlderTest {
    @TempDir
    Path folder;

    private KistRun kist;
    private String uri = "";
    private String database = "";

    @BeforeEach
    void init() {
        MongoServer server = MongoServer.shared();
        database = server.freshDatabase();
        uri = server.uri(database);
        kist = KistRun.in(folder).with("KIST_MONGODB_URI", uri);
        kist.done("init");
        kist.done("set", "TOKEN", "one");
    }

    /** Puts the environment's document back as it was before a key was added. */
    private void restoreBackup() {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> environments =
                    client.getDatabase(database).getCollection("secrets.environments");
            Document backup = Objects.requireNonNull(environments.find().first());
            String added = kist.person("bob").publicKey();
            kist.done("key", "add", "--label", "bob", added);
            environments.replaceOne(eq("_id", backup.get("_id")), backup);
        }
    }

    @Test
    void anOlderDocument_isRefusedByEveryCommand_untilItIsAccepted_once() {
        restoreBackup();

        for (String command :
                new String[] {"get TOKEN", "list", "export", "set TOKEN two", "rotate", "key list", "fingerprint"}) {
            assertThat(kist.failed(4, command.split(" ")).err()).contains("--accept-older");
        }
        assertThat(kist.run("run", "--", "true").code()).isEqualTo(125);
        assertThat(kist.run("doctor").code()).isEqualTo(1);
        assertThat(kist.run("doctor").out()).contains("say --accept-older once").doesNotContain("acceptOlder");

        assertThat(kist.done("get", "TOKEN", "--accept-older").out()).isEqualTo("one\n");

        // It is what was seen last from then on.
        assertThat(kist.done("get", "TOKEN").out()).isEqualTo("one\n");
        kist.done("set", "TOKEN", "two");
        assertThat(kist.done("--accept-older", "get", "TOKEN").out()).isEqualTo("two\n");
    }

    /** The backup has the fingerprint from before the removal, and the key of the one who was removed. */
    @Test
    void aBackupFromBeforeARemoval_isNamedAsSuch_andTakenByTrustAndAcceptOlder() {
        KistRun bob = kist.person("bob");
        kist.done("key", "add", "--label", "bob", bob.publicKey());
        KistRun carol = kist.person("carol");
        kist.done("key", "add", "--label", "carol", carol.publicKey());
        String before = kist.done("fingerprint").out().strip();
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> environments =
                    client.getDatabase(database).getCollection("secrets.environments");
            MongoCollection<Document> secrets = client.getDatabase(database).getCollection("secrets");
            Document backup = Objects.requireNonNull(environments.find().first());
            Document secret = Objects.requireNonNull(secrets.find().first());
            kist.done("key", "remove", "--no-wait", "bob");
            assertThat(carol.done("get", "TOKEN").out()).isEqualTo("one\n");
            environments.replaceOne(eq("_id", backup.get("_id")), backup);
            secrets.replaceOne(eq("_id", secret.get("_id")), secret);
        }
        for (String command : new String[] {"get TOKEN", "list", "set TOKEN two", "fingerprint", "environment list"}) {
            for (String more : new String[] {"", " --accept-older"}) {
                assertThat(kist.failed(4, (command + more).split(" ")).err())
                        .contains(
                                "is a former one: it is " + before,
                                "a backup from before that was restored",
                                "whoever was removed since")
                        .contains("if a backup was restored on purpose, run: kist trust development --accept-older");
            }
        }
        assertThat(kist.run("doctor").out()).contains("kist trust development --accept-older");
        assertThat(kist.failed(4, "get", "TOKEN", "--trust", before).err()).contains("an older copy of development");
        assertThat(kist.done("get", "TOKEN", "--trust", before, "--accept-older")
                        .out())
                .isEqualTo("one\n");
        assertThat(kist.failed(4, "get", "TOKEN").err()).contains("is not the known one");

        kist.done("trust", "development", "--fingerprint", before, "--accept-older");

        assertThat(kist.done("get", "TOKEN").out()).isEqualTo("one\n");
        kist.done("set", "TOKEN", "two");
        assertThat(bob.done("get", "TOKEN").out()).isEqualTo("two\n");
        Result removed = kist.done("key", "remove", "--no-wait", "bob");
        assertThat(removed.err()).contains("removed bob");
        assertThat(bob.run("get", "TOKEN").code()).isEqualTo(4);
        carol.done("trust", "development", "--fingerprint", removed.out().strip());
        assertThat(carol.done("get", "TOKEN").out()).isEqualTo("two\n");
    }

    @Test
    void whereNothingIsOlder_theOptionChangesNothing() {
        assertThat(kist.done("get", "TOKEN", "--accept-older").err()).isEmpty();
        restoreBackup();
        assertThat(kist.failed(4, "get", "TOKEN").err()).contains("--accept-older");
    }
}
