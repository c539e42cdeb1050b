// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key remove} on the local store. */
class KeyRemoveCommandTest {
    private final KistRun alice;

    KeyRemoveCommandTest(@TempDir Path folder) {
        alice = KistRun.initialized(folder);
        alice.done("set", "TOKEN", "first", "-e", "production");
    }

    @Test
    void remove_shutsOut_rotates_andSaysWhatToChange() {
        KistRun bob = alice.person("bob");
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());
        String before = alice.run("fingerprint", "-e", "production").out();

        Result removed = alice.done("key", "remove", "--no-wait", "-e", "production", "bob");

        assertThat(removed.out()).matches("[0-9a-f]{32}\n").isNotEqualTo(before);
        assertThat(removed.out())
                .isEqualTo(alice.run("fingerprint", "-e", "production").out());
        assertThat(removed.err()).contains("to change (1): TOKEN").contains("no longer");
        assertThat(bob.run("get", "TOKEN", "-e", "production").code()).isEqualTo(4);
        assertThat(alice.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
        // Who knows the old fingerprint refuses the new keyring as SSH refuses a changed host.
        Result old = alice.with("KIST_FINGERPRINT", before.strip()).run("get", "TOKEN", "-e", "production");
        assertThat(old.code()).isEqualTo(4);
        assertThat(old.err()).contains("is not the one that was given", "someone with write access");
    }

    @Test
    void remove_ofTheLastKey_orTheOnlyOneHere_isRefused() {
        Result last = alice.run("key", "remove", "--no-wait", "-e", "production", "tester@here", "--yes");
        assertThat(last.code()).isEqualTo(2);
        assertThat(last.err())
                .contains("nobody could open the environment again")
                .contains("let another key in first");

        KistRun bob = alice.person("bob");
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());
        Result mine = alice.run("key", "remove", "--no-wait", "-e", "production", "tester@here");
        assertThat(mine.code()).isEqualTo(2);
        assertThat(mine.err()).contains("only key here").contains("--yes");
        assertThat(alice.run("get", "TOKEN", "-e", "production").code()).isZero();

        Result removed = alice.done("key", "remove", "--no-wait", "-e", "production", "tester@here", "--yes");
        assertThat(removed.err())
                .contains("no key here opens production any more")
                .contains("to change (1): TOKEN");
        assertThat(alice.run("get", "TOKEN", "-e", "production").code()).isEqualTo(4);
        // Nothing was left to be encrypted again.
        assertThat(bob.run("rotate", "-e", "production").err())
                .contains("rotated production")
                .doesNotContain("completed");
        assertThat(bob.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");
    }

    @Test
    void remove_ofAnUnknownKey_isNotFound() {
        assertThat(alice.run("key", "remove", "-e", "production", "nobody").code())
                .isEqualTo(3);
        assertThat(alice.run("key", "remove", "--no-wait", "--all", "nobody").code())
                .isEqualTo(3);
    }

    @Test
    void remove_keepingTheFingerprint_saysWhatThatCosts() {
        KistRun bob = alice.person("bob");
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());
        String before = alice.run("fingerprint", "-e", "production").out();

        Result removed = alice.done("key", "remove", "--no-wait", "-e", "production", "--keep-fingerprint", "bob");

        assertThat(removed.out()).isEqualTo(before);
        assertThat(removed.err()).contains("no reader can tell");
    }

    @Test
    void remove_prepared_switchesToTheFingerprintThatWasTold() throws IOException {
        KistRun bob = alice.person("bob");
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());
        String before = alice.run("fingerprint", "-e", "production").out();

        Result prepared = alice.done("key", "remove", "-e", "production", "--prepare", "bob");

        String told = prepared.out();
        assertThat(told).matches("[0-9a-f]{32}\n").isNotEqualTo(before);
        assertThat(bob.run("get", "TOKEN", "-e", "production").out()).isEqualTo("first\n");

        Result removed = alice.with("KIST_FINGERPRINT", before.strip() + "," + told.strip())
                .done("key", "remove", "--no-wait", "-e", "production", "bob");
        assertThat(removed.out()).isEqualTo(told);
        assertThat(bob.run("get", "TOKEN", "-e", "production").code()).isEqualTo(4);
    }

    /** A local store of one's own needs no fingerprint, neither the present one nor the next. */
    @Test
    void remove_prepared_inALocalStore_takesWhatWasPrepared() throws IOException {
        KistRun bob = alice.person("bob");
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());
        String told = alice.done("key", "remove", "-e", "production", "--prepare", "bob")
                .out();

        Result removed = alice.done("key", "remove", "--no-wait", "-e", "production", "bob");

        assertThat(removed.out()).isEqualTo(told);
        assertThat(removed.err()).doesNotContain("pull the committed");
        assertThat(alice.done("doctor", "-e", "production").out()).contains("which needs no fingerprint");
    }
}
