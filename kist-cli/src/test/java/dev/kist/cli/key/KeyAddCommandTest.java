// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.internal.keyring.Recipient;
import dev.kist.internal.keyring.X25519Identity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key add} on the local store. */
class KeyAddCommandTest {
    private final KistRun alice;

    KeyAddCommandTest(@TempDir Path folder) {
        alice = KistRun.initialized(folder);
        alice.done("set", "TOKEN", "first", "-e", "production");
    }

    @Test
    void aTeammate_getsInWithAPublicKey() {
        KistRun bob = alice.person("bob");
        String bobsKey = bob.publicKey();
        Result closed = bob.run("get", "TOKEN", "-e", "production");
        assertThat(closed.code()).isEqualTo(4);
        assertThat(closed.err()).contains("kist key add -e production --label NAME " + bobsKey);

        Result added = alice.done("key", "add", "-e", "production", "--label", "bob", bobsKey);

        assertThat(added.err())
                .contains("kist: public key: " + bobsKey + "\n")
                .contains(" of bob to production: 2 keys open it now\n")
                .contains("kist: compare it with what kist key public prints on the holder's machine\n");
        assertThat(added.out()).isEmpty();
        assertThat(bob.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
    }

    @Test
    void add_toSeveralEnvironments_andToAll() {
        alice.done("set", "A", "1", "-e", "staging");
        KistRun bob = alice.person("bob");
        String bobsKey = bob.publicKey();
        Result added = alice.done("key", "add", "-e", "production", "-e", "staging", "--label", "bob", bobsKey);
        String id = Recipient.parse(bobsKey).id();
        assertThat(added.err().lines())
                .containsExactly(
                        "kist: added the key " + id + " of bob to production: 2 keys open it now",
                        "kist: added the key " + id + " of bob to staging: 2 keys open it now",
                        "kist: public key: " + bobsKey,
                        "kist: compare it with what kist key public prints on the holder's machine")
                .allMatch(line -> line.length() <= 80);
        assertThat(bob.run("get", "A", "-e", "staging").out()).isEqualTo("1\n");
        assertThat(bob.run("list", "-e", "development").code()).isEqualTo(4);
        Result all = bob.run("key", "list", "--all");
        assertThat(all.code()).isEqualTo(4);
        assertThat(all.out()).contains("production", "staging").doesNotContain("development");
        assertThat(all.err()).contains("no key at hand opens the environment development");

        KistRun carol = alice.person("carol");
        Result toAll = alice.done("key", "add", "--all", "--label", "carol", carol.publicKey());
        assertThat(toAll.err().lines().filter(line -> line.contains("public key: ")))
                .hasSize(1);
        assertThat(toAll.err().lines().filter(line -> line.contains("keys open it now")))
                .hasSize(3);
        assertThat(carol.run("fingerprint", "--all").out().lines()).hasSize(3);
    }

    @Test
    void add_ofASecretKeyOrACutOne_isRefusedWithoutShowingIt() {
        String secret = X25519Identity.generate().exposeText();
        Result secretGiven = alice.run("key", "add", "-e", "production", "--label", "x", secret);
        assertThat(secretGiven.code()).isEqualTo(2);
        assertThat(secretGiven.err()).contains("this is a secret key").doesNotContain(secret);

        String key = X25519Identity.generate().recipient().text();
        Result cut = alice.run("key", "add", "-e", "production", "--label", "x", key.substring(0, 50));
        assertThat(cut.code()).isEqualTo(2);
        assertThat(cut.err()).contains("is cut");
        assertThat(alice.run("key", "list", "-e", "production", "--json").out()).doesNotContain("\"x\"");
    }
}
