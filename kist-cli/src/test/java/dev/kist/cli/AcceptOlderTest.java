// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
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

        for (String command : new String[] {"get TOKEN", "list", "export", "set TOKEN two", "rotate", "key list"}) {
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

    @Test
    void whereNothingIsOlder_theOptionChangesNothing() {
        assertThat(kist.done("get", "TOKEN", "--accept-older").err()).isEmpty();
        restoreBackup();
        assertThat(kist.failed(4, "get", "TOKEN").err()).contains("--accept-older");
    }
}
