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
                kist.failed(4, "copy", "--from", "development", "--to", "brandnew", "--trust", OTHER),
                kist.with("KIST_FINGERPRINT", OTHER).failed(4, "trust", "development"),
                kist.failed(4, "trust", "development", "--fingerprint", OTHER))) {
            assertThat(result.err())
                    .contains("is not the one that was given: it is " + fingerprint + ", given is " + OTHER)
                    .contains("correct the one that you gave")
                    .doesNotContain("run: kist trust");
        }
        assertThat(kist.with("KIST_FINGERPRINT", OTHER).run("doctor").out()).contains("correct the one that you gave");
    }

    /** Others take it from a member, and CI is given it. */
    @Test
    void fingerprint_thatIsRefusedHere_isNotPrinted() throws Exception {
        assertThat(kist.done("fingerprint")).satisfies(run -> {
            assertThat(run.out()).isEqualTo(fingerprint + "\n");
            assertThat(run.err()).doesNotContain("vouches");
        });
        kist.done("set", "A", "1", "-e", "staging", "--create");
        Path known = folder.resolve(".kist/known_environments");
        Path own = folder.resolve("home/.local/state/kist/trusted");
        Files.writeString(known, Files.readString(known).replace(fingerprint, OTHER));
        assertThat(kist.failed(4, "fingerprint").err())
                .contains("two files differ on the fingerprint of development")
                .contains("kist trust development");
        assertThat(kist.failed(4, "fingerprint", "-e", "staging", "-e", "development")
                        .err())
                .contains("two files differ");
        Files.writeString(own, Files.readString(own).replace(fingerprint, OTHER));

        assertThat(kist.failed(4, "fingerprint").err())
                .contains("is not the known one: it is " + fingerprint + ", known is " + OTHER);
        kist.failed(4, "fingerprint", "--json");
        assertThat(kist.failed(4, "fingerprint", "--trust", OTHER).err()).contains("is not the one that was given");
        assertThat(kist.done("fingerprint", "--trust", fingerprint).out()).isEqualTo(fingerprint + "\n");
        for (String format : List.of("-q", "--json")) {
            Result all = kist.run("fingerprint", "--all", format);
            assertThat(all.code()).isEqualTo(4);
            assertThat(all.out()).contains("staging").doesNotContain("development", fingerprint);
            assertThat(all.err()).contains("is not the known one: it is " + fingerprint);
        }
    }

    @Test
    void fingerprint_thatIsNotKnownHere_isPrintedWithAWarning() {
        Result unknown = stranger.done("fingerprint");

        assertThat(unknown.out()).isEqualTo(fingerprint + "\n");
        assertThat(unknown.err())
                .contains(
                        "warning: the fingerprint of development is not known on this machine: nothing here vouches for it");
        assertThat(stranger.done("fingerprint", "--all", "--json", "-q").err()).contains("vouches for it");
        assertThat(stranger.with("KIST_STRICT", "1").failed(4, "fingerprint").err())
                .contains("is not known here");
    }

    @Test
    void environmentList_whereEachIsRefused_doesNotSayThatThereAreNone() {
        Result refused = kist.failed(4, "environment", "list", "--trust", OTHER);

        assertThat(refused.err()).contains("is not the one that was given").doesNotContain("no environments yet");
        assertThat(kist.run("environment", "list", "--json", "--trust", OTHER).out())
                .isEqualTo("[]\n");
    }

    @Test
    void environmentDelete_saysWhyAnotherOneCannotBeLookedInto() throws Exception {
        kist.done("set", "A", "1", "-e", "staging", "--create");
        Path own = folder.resolve("home/.local/state/kist/trusted");
        Files.writeString(own, Files.readString(own).replace(fingerprint, OTHER));

        assertThat(kist.done("environment", "delete", "staging", "--yes").err())
                .contains("whether development inherits from staging cannot be seen: two files differ")
                .doesNotContain("no key here opens");
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

    /** Another member removed it: their files forgot it, and nobody else's did. */
    @Test
    void environmentThatAMemberRemoved_isForgottenByDelete() throws Exception {
        kist.done("set", "A", "1", "-e", "qa");
        KistRun bob = stranger.with("HOME", elsewhere.resolve("home").toString());
        bob.done(
                "trust",
                "qa",
                "--fingerprint",
                kist.done("fingerprint", "-e", "qa").out().strip());
        Path own = elsewhere.resolve("home/.local/state/kist/trusted");
        kist.done("environment", "delete", "qa", "--yes");

        for (String command : List.of("list -e qa", "set A 1 -e qa", "environment create qa", "trust qa")) {
            assertThat(bob.failed(4, command.split(" ")).err())
                    .contains("has lost its document: there is none, but a fingerprint of it is known here")
                    .contains("kist environment delete qa forgets it here")
                    .contains("restore the document from a backup");
        }
        assertThat(bob.failed(2, "environment", "delete", "qa").err())
                .contains("this forgets the fingerprint of qa", "say --yes");
        assertThat(own).content().contains(" qa ");

        assertThat(bob.done("environment", "delete", "qa", "--yes").err()).contains("forgot the fingerprint of qa");

        assertThat(own).content().doesNotContain(" qa ");
        bob.failed(3, "environment", "delete", "qa", "--yes");
        bob.failed(3, "list", "-e", "qa");
        bob.done("environment", "create", "qa");
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
            assertThat(list.code()).isEqualTo(4);
            assertThat(list.out()).contains("A");
            assertThat(list.err()).contains("OLD", "not written by Kist").doesNotContain("plain-old-value");
        });
        assertThat(kist.run("get", "OLD").code()).isEqualTo(4);
        assertThat(kist.run("set", "OLD", "x").code()).isEqualTo(4);
        assertThat(kist.run("delete", "OLD").code()).isEqualTo(4);
        assertThat(kist.run("get", "A").out()).isEqualTo("1\n");
    }
}
