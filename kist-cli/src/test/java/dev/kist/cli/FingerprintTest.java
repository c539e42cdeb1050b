// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.MongoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fingerprints that are known, unknown and another, on MongoDB. */
class FingerprintTest {
    private static final String OTHER = "00112233445566778899aabbccddeeff";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private KistRun kist;
    private KistRun stranger;
    private String fingerprint = "";
    private String database = "";

    @BeforeEach
    void init() throws Exception {
        MongoServer server = MongoServer.shared();
        database = server.freshDatabase();
        kist = KistRun.in(folder).with("KIST_MONGODB_URI", server.uri(database));
        assertThat(kist.run("init").code()).isZero();
        assertThat(kist.run("set", "A", "1").code()).isZero();
        fingerprint =
                Files.readString(folder.resolve(".kist/known_environments")).split("\\s+")[2];
        // The same key in a folder that has no .kist.
        stranger = KistRun.in(elsewhere)
                .with("KIST_MONGODB_URI", server.uri(database))
                .with("KIST_KEY_FILE", folder.resolve("home/.config/kist/key").toString());
    }

    @Test
    void known_isSilent() {
        assertThat(kist.run("get", "A").err()).doesNotContain("fingerprint");
        assertThat(stranger.with("KIST_FINGERPRINT", OTHER + " " + fingerprint).run("get", "A"))
                .satisfies(run -> {
                    assertThat(run.code()).isZero();
                    assertThat(run.err()).doesNotContain("fingerprint");
                });
    }

    @Test
    void unknown_warnsOnceAndStrictRefuses() {
        Result warned = stranger.run("get", "A");
        assertThat(warned.code()).isZero();
        assertThat(warned.err())
                .containsOnlyOnce("fingerprint of development is not known")
                .contains(fingerprint);
        Result refused = stranger.with("KIST_STRICT", "1").run("get", "A");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void another_isRefused() throws Exception {
        Result result = stranger.with("KIST_FINGERPRINT", OTHER).run("get", "A");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(fingerprint, OTHER);
        // The variable takes the place of the file, which knows the right one.
        assertThat(kist.with("KIST_FINGERPRINT", OTHER).run("get", "A").code()).isEqualTo(4);
        assertThat(kist.with("KIST_FINGERPRINT", fingerprint).run("get", "A").code())
                .isZero();
        Files.writeString(
                folder.resolve(".kist/known_environments"), database + ".secrets development " + OTHER + "\n");
        assertThat(kist.run("get", "A").code()).isEqualTo(4);
        assertThat(kist.run("set", "A", "2").code()).isEqualTo(4);
        assertThat(kist.with("KIST_FINGERPRINT", fingerprint).run("get", "A").code())
                .isZero();
    }

    /** What is given counts above what is trusted: trusting would change nothing. */
    @Test
    void anotherThatWasGiven_isToBeCorrected_notTrusted() {
        for (Result result : List.of(
                kist.with("KIST_FINGERPRINT", OTHER).failed(4, "get", "A"),
                kist.failed(4, "--trust", OTHER, "get", "A"),
                kist.with("KIST_FINGERPRINT", OTHER).failed(4, "trust", "development"),
                kist.failed(4, "trust", "development", "--fingerprint", OTHER))) {
            assertThat(result.err())
                    .contains("is not the one that was given: it is " + fingerprint + ", given is " + OTHER)
                    .contains("correct the one that you gave")
                    .doesNotContain("run: kist trust");
        }
        assertThat(kist.with("KIST_FINGERPRINT", OTHER).run("doctor").out()).contains("correct the one that you gave");
    }

    @Test
    void lostEnvironmentDocument_isNotCreatedAnew() {
        try (MongoClient client = MongoClients.create(MongoServer.shared().uri(database))) {
            client.getDatabase(database).getCollection("secrets.environments").drop();
        }
        Result result = kist.run("set", "B", "2");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("has lost its document");
        // Without a known fingerprint the encrypted secrets still tell.
        assertThat(stranger.run("set", "B", "2").code()).isEqualTo(4);
    }

    @Test
    void foreignDocument_isNamedAndNeverOverwritten() {
        try (MongoClient client = MongoClients.create(MongoServer.shared().uri(database))) {
            client.getDatabase(database)
                    .getCollection("secrets")
                    .insertOne(new org.bson.Document("key", "OLD")
                            .append("environment", "development")
                            .append("value", "plain-old-value"));
        }
        assertThat(kist.run("list")).satisfies(list -> {
            assertThat(list.code()).isZero();
            assertThat(list.err()).contains("OLD", "not written by Kist").doesNotContain("plain-old-value");
        });
        assertThat(kist.run("get", "OLD").code()).isEqualTo(4);
        assertThat(kist.run("set", "OLD", "x").code()).isEqualTo(4);
        assertThat(kist.run("delete", "OLD").code()).isEqualTo(4);
        assertThat(kist.run("get", "A").out()).isEqualTo("1\n");
    }
}
