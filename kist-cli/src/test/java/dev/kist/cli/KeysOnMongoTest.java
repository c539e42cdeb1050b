// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun.Result;
import dev.kist.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and the fingerprints that a folder knows, on MongoDB. */
class KeysOnMongoTest {
    @TempDir
    Path folder;

    private KistRun alice;
    private KistRun bob;
    private String first = "";

    @BeforeEach
    void team() throws IOException {
        MongoServer server = MongoServer.shared();
        alice = KistRun.in(folder).with("KIST_MONGODB_URI", server.uri(server.freshDatabase()));
        alice.done("init");
        alice.done("set", "TOKEN", "one");
        bob = alice.with("HOME", folder.resolve("bob").toString());
        bob.done("init");
        alice.done("key", "add", "--label", "bob", bob.publicKey());
        first = alice.run("fingerprint").out().strip();
        assertThat(known()).contains("development " + first);
    }

    @Test
    void remove_replacesTheKnownFingerprint() throws IOException {
        Files.writeString(
                folder.resolve(".kist/known_environments"), "# ours\nx.secrets other " + first + "\n" + known());

        Result removed = alice.done("key", "remove", "--no-wait", "bob");

        assertThat(known())
                .startsWith("# ours\n")
                .contains("x.secrets other " + first + "\n")
                .contains("development " + removed.out().strip())
                .doesNotContain("development " + first);
        assertThat(alice.run("get", "TOKEN").out()).isEqualTo("one\n");
        assertThat(alice.run("set", "TOKEN", "two").code()).isZero();
        assertThat(bob.run("get", "TOKEN").code()).isEqualTo(4);
    }

    @Test
    void aDeploymentThatKnowsBothFingerprints_seesNoGap() {
        Result made = alice.done("key", "new", "--label", "shop", "--add", "-e", "development");
        String key = made.out().lines().findFirst().orElseThrow().substring("KIST_KEY=".length());
        Result prepared = alice.done("key", "remove", "--prepare", "bob");
        KistRun shop = alice.in("shop")
                .with("HOME", folder.resolve("nobody").toString())
                .with("KIST_KEY", key)
                .with("KIST_STRICT", "1")
                .with("KIST_FINGERPRINT", first + "," + prepared.out().strip());
        assertThat(shop.run("get", "TOKEN").out()).isEqualTo("one\n");

        Result removed = alice.done("key", "remove", "--no-wait", "bob");

        assertThat(removed.out()).isEqualTo(prepared.out());
        assertThat(shop.run("get", "TOKEN").out()).isEqualTo("one\n");
        assertThat(bob.run("get", "TOKEN").code()).isEqualTo(4);
    }

    @Test
    void aKeyringMadeAheadForAnother_isRefusedUnlessDiscarded() {
        alice.done("key", "remove", "--prepare", "bob");
        KistRun carol = alice.with("HOME", folder.resolve("carol").toString());
        carol.done("init");
        alice.done("key", "add", "--label", "carol", carol.publicKey());

        Result refused = alice.run("key", "remove", "--no-wait", "carol");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("is not for the removal of").contains("--discard-prepared");
        assertThat(carol.run("get", "TOKEN").code()).isZero();

        alice.done("key", "remove", "--no-wait", "--discard-prepared", "carol");
        assertThat(carol.run("get", "TOKEN").code()).isEqualTo(4);
    }

    @Test
    void aFingerprintThatWasPrepared_leavesNoLine_whereTheRemovalKeepsTheFormer() throws IOException {
        String prepared = alice.done("key", "remove", "--prepare", "bob").out().strip();
        Path trusted = folder.resolve("home/.local/state/kist/trusted");
        assertThat(known()).contains("development " + first, "development " + prepared);
        assertThat(trusted).content().contains(first, prepared);

        Result removed = alice.done("key", "remove", "--no-wait", "--keep-fingerprint", "bob");

        assertThat(removed.err())
                .contains("the fingerprint that was prepared is void")
                .contains("commit it");
        assertThat(known()).contains("development " + first).doesNotContain(prepared);
        assertThat(trusted).content().contains(first).doesNotContain(prepared);
        assertThat(alice.done("get", "TOKEN").out()).isEqualTo("one\n");
        assertThat(bob.run("get", "TOKEN").code()).isEqualTo(4);
    }

    @Test
    void aRemovalThatIsPreparedAgain_hasTheSameFingerprint_unlessThatIsDiscarded() throws IOException {
        String prepared = alice.done("key", "remove", "--prepare", "bob").out().strip();

        Result again = alice.done("key", "remove", "--prepare", "bob");
        assertThat(again.out().strip()).isEqualTo(prepared);
        assertThat(again.err()).contains("is prepared already");
        assertThat(alice.failed(4, "key", "remove", "--prepare", ownId()).err())
                .contains("is not for the removal of")
                .contains("--discard-prepared");

        Result anew = alice.done("key", "remove", "--prepare", "--discard-prepared", "bob");
        assertThat(anew.out().strip()).isNotEqualTo(prepared);
        assertThat(anew.err()).contains("a fingerprint that was prepared before is void");
        assertThat(known()).contains(first, anew.out().strip()).doesNotContain(prepared);
        assertThat(alice.done("key", "remove", "--no-wait", "bob").out()).isEqualTo(anew.out());
    }

    private String ownId() {
        return alice.done("status", "--json").out().replaceAll("(?s).*\"key\": \"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void doctor_tellsOfTheServer() {
        Result result = alice.run("doctor");

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("server: MongoDB")
                .contains("topology: ")
                .contains("both unique indexes are there")
                .contains("privileges: ")
                .contains("the fingerprint of development is the known one");
    }

    @Test
    void doctor_saysWhereNothingIsRemembered() throws IOException {
        assertThat(alice.done("doctor").out()).doesNotContain("memory: ");

        assertThat(alice.with("XDG_STATE_HOME", "/dev/null").run("doctor").out())
                .contains("warning: memory: /dev/null/kist/seen/development-")
                .contains("cannot be written");

        Path seen;
        try (Stream<Path> files = Files.list(folder.resolve("home/.local/state/kist/seen"))) {
            seen = files.filter(file -> file.getFileName().toString().startsWith("development-"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(seen, "garbage");
        assertThat(alice.run("doctor").out()).contains("warning: memory: ", "is damaged and counts as none");
        assertThat(alice.done("doctor").out()).doesNotContain("memory: ");
    }

    private String known() throws IOException {
        return Files.readString(folder.resolve(".kist/known_environments"));
    }
}
