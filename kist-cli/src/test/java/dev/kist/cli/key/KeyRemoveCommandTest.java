// SPDX-License-Identifier: Apache-2.0
package dev.kist.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.cli.KistProcess;
import dev.kist.cli.KistRun;
import dev.kist.cli.KistRun.Result;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.RunningCommand;
import dev.kist.testing.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    /** A label is one environment's: the creator of one has another there than where a member let them in. */
    @Test
    void remove_everywhere_takesTheSameKeyUnderAnotherLabel_onlyIfThatIsMeant() {
        KistRun bob = alice.person("bob");
        bob.done("environment", "create", "review");
        bob.done("key", "add", "-e", "review", "--label", "alice", alice.publicKey());
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());

        Result refused = alice.failed(2, "key", "remove", "--no-wait", "--all", "bob");
        assertThat(refused.err())
                .contains("the same key has another label elsewhere")
                .contains("production  bob (", "review  bob@there (")
                .contains("nothing was removed", "say --yes");
        assertThat(bob.run("get", "TOKEN", "-e", "production").code()).isZero();

        Result removed = alice.done("key", "remove", "--no-wait", "--all", "--yes", "bob");

        assertThat(removed.out().lines().map(line -> line.split(" ")[0])).containsExactly("production", "review");
        assertThat(bob.run("list", "-e", "production").code()).isEqualTo(4);
        assertThat(bob.run("list", "-e", "review").code()).isEqualTo(4);
    }

    @Test
    void remove_everywhere_byThePublicKey_needsNoLabel() {
        KistRun bob = alice.person("bob");
        bob.done("environment", "create", "review");
        bob.done("key", "add", "-e", "review", "--label", "alice", alice.publicKey());
        alice.done("key", "add", "-e", "production", "--label", "bob", bob.publicKey());

        Result removed = alice.done("key", "remove", "--no-wait", "--all", bob.publicKey());

        assertThat(removed.out().lines()).hasSize(2);
        assertThat(removed.err()).doesNotContain("another label");
    }

    @Test
    void remove_thatASignalInterrupts_saysWhatIsDone_andWhoDoesTheRest(@TempDir Path folder) {
        KistProcess kist = KistProcess.initialized(folder);
        kist.done("set", "TOKEN", "first");
        KistRun bob = KistRun.in(folder).person("bob");
        kist.done("key", "add", "--label", "bob", bob.publicKey());
        String before = kist.done("fingerprint").out().strip();

        String said;
        try (Terminal terminal =
                Terminal.start(kist.words("key", "remove", "bob", "--yes"), kist.variables(), folder)) {
            terminal.await("waiting until nobody writes");
            terminal.control('C');
            assertThat(terminal.exitCode()).isEqualTo(130);
            said = terminal.output().replace("\r\n", "\n");
        }

        assertThat(bob.run("get", "TOKEN").code()).isEqualTo(4);
        assertThat(said)
                .contains(
                        "error: interrupted: bob (",
                        "is removed from development, but not everything was encrypted again")
                .contains("hint: run kist rotate -e development")
                .contains("the fingerprint of development is "
                        + kist.done("fingerprint").out().strip() + " now, no longer " + before)
                .contains("kist list -e development shows their names");
        assertThat(said.split("interrupted:", -1)).hasSize(2);
        kist.done("rotate");
    }

    @Test
    void remove_thatATerminationInterrupts_saysTheSame(@TempDir Path folder) {
        KistProcess kist = KistProcess.initialized(folder);
        kist.done("set", "TOKEN", "first");
        kist.done(
                "key", "add", "--label", "bob", KistRun.in(folder).person("bob").publicKey());
        try (RunningCommand removal = kist.command("key", "remove", "bob").start()) {
            removal.awaitErr("waiting until nobody writes");
            removal.signal("TERM");
            ProcessRun end = removal.finish();
            assertThat(end.exitCode()).isEqualTo(143);
            assertThat(end.err())
                    .contains("interrupted: bob (", "kist rotate -e development", "kist list -e development")
                    .containsPattern("warning: the fingerprint of development is [0-9a-f]{32} now, no longer ");
        }
    }

    @Test
    void remove_onATerminal_warnsOfANewFingerprint_unlessItWasPrepared(@TempDir Path folder) {
        KistProcess kist = KistProcess.initialized(folder);
        for (String name : List.of("bob", "carol")) {
            kist.done(
                    "key",
                    "add",
                    "--label",
                    name,
                    KistRun.in(folder).person(name).publicKey());
        }
        String told = kist.done("key", "remove", "--prepare", "bob").out().strip();

        try (Terminal terminal =
                Terminal.start(kist.words("key", "remove", "--no-wait", "bob"), kist.variables(), folder)) {
            assertThat(terminal.await("[y/N] "))
                    .contains("becomes the one that was prepared, " + told)
                    .doesNotContain("stop reading it", "say --prepare");
            terminal.sendLine("y");
            assertThat(terminal.exitCode()).isZero();
        }
        try (Terminal terminal =
                Terminal.start(kist.words("key", "remove", "--no-wait", "carol"), kist.variables(), folder)) {
            assertThat(terminal.await("[y/N] ")).contains("stop reading it", "say --prepare");
            terminal.sendLine("n");
            assertThat(terminal.exitCode()).isEqualTo(2);
        }
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
