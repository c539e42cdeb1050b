// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.Created;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.Loading;
import dev.kist.Progress;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.Sight;
import dev.kist.Sight.Trust;
import dev.kist.UntrustedException;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.testing.FaultProxy;
import dev.kist.testing.Hold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** First trust: environments that someone planted who can write to the database, and those that members made. */
class FirstSightTest extends TrustFixture {
    private static final EnvironmentName STAGING = EnvironmentName.parse("staging");

    /** The attack that read the next value in four runs of four. */
    @Test
    void creation_whereSomeonePlantsOneInTheSameMoment_createsNothing_andSendsThemNothing() throws Exception {
        try (FaultProxy proxy = FaultProxy.before(server)) {
            alice.with("KIST_MONGODB_URI", proxy.uri(database));
            Environment production = alice.production();
            Hold insert = proxy.hold("insert");
            CompletableFuture<Created> creation = CompletableFuture.supplyAsync(production::create);
            insert.awaitReached();
            OpenEnvironment planted = mallory.plant(PRODUCTION, alice.publicKey());
            insert.release();

            assertThatThrownBy(() -> creation.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ConflictException.class);

            assertThat(alice.trusted()).doesNotExist();
            assertThat(alice.known()).doesNotExist();
            for (Environment each : List.of(production, alice.production())) {
                assertThat(each.sight().trust()).isEqualTo(Trust.UNKNOWN);
                assertThatThrownBy(() -> each.set(TOKEN, SecretValue.of("mine"), SetOptions.none()))
                        .isInstanceOf(UntrustedException.class);
            }
            assertThat(mallory.read(PRODUCTION, planted)).isEmpty();
        }
    }

    @Test
    void plantedEnvironment_isReadWithOneWarning_andNothingIsWrittenWrappedOrSent() throws Exception {
        alice.open().environment(STAGING).create();
        OpenEnvironment planted = mallory.plant(PRODUCTION, alice.publicKey());
        Kist kist = alice.open();
        Environment production = kist.environment(PRODUCTION);
        Environment staging = kist.environment(STAGING);
        staging.set(TOKEN, SecretValue.of("mine"), SetOptions.none());
        Kist elsewhere = emptyStore();

        List<ThrowingCallable> attempts = List.of(
                () -> production.set(TOKEN, SecretValue.of("mine"), SetOptions.none()),
                () -> production.setNote(TOKEN, Optional.empty()),
                () -> production.delete(List.of(TOKEN), true),
                () -> production.restore(List.of(TOKEN)),
                () -> production.rollback(TOKEN, 1, true),
                () -> production
                        .plan(Map.of(TOKEN, Content.literal(SecretValue.of("mine"))))
                        .apply(Progress.NONE),
                () -> production.planCopy(staging, Loading.all()).apply(Progress.NONE),
                () -> staging.planCopy(production, Loading.all()).apply(Progress.NONE),
                () -> production.planPrune(1, Instant.now()),
                () -> production.planPurge(TOKEN, true),
                () -> production.rename(TOKEN, SecretName.parse("OTHER")),
                () -> production.members().add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob")),
                () -> production
                        .members()
                        .planRemoval(production.members().list().get(0)),
                () -> production
                        .members()
                        .prepareRemoval(production.members().list().get(0)),
                () -> production.planNoParent().apply(),
                () -> production.planParent(STAGING).apply(),
                () -> staging.planParent(PRODUCTION).apply(),
                () -> production.rotate(Progress.NONE),
                () -> kist.planMove(elsewhere).apply(Progress.NONE));
        for (ThrowingCallable attempt : attempts) {
            assertThatThrownBy(attempt).isInstanceOf(UntrustedException.class).satisfies(e -> assertThat(
                            ((KistException) e).reason())
                    .isEqualTo(KistException.Reason.NOT_READABLE));
        }
        assertThat(mallory.read(PRODUCTION, planted)).isEmpty();

        assertThat(production.load().secrets()).isEmpty();
        assertThat(production.list(Loading.all()).secrets()).isEmpty();
        assertThat(warnings)
                .filteredOn(text -> text.contains(planted.fingerprint().hex()))
                .hasSize(1);
        Sight sight = production.sight();
        assertThat(sight.members()).containsExactly("laptop", "you");
        assertThat(sight.fingerprint()).isEqualTo(planted.fingerprint());
    }

    @Test
    void strict_refusesReadingToo() {
        mallory.plant(PRODUCTION, alice.publicKey());

        Environment production = alice.with("KIST_STRICT", "1").production();

        assertThatThrownBy(production::load).isInstanceOf(FingerprintException.class);
        assertThat(production.sight().trust()).isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void creator_needsNoQuestion_andNeitherDoesWhoeverHasTheProject() throws Exception {
        Created created = alice.production().create();
        assertThat(created.trustedIn()).containsExactly(alice.trusted(), alice.known());
        assertThat(Files.getPosixFilePermissions(alice.trusted()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        alice.set("one");

        Person bob = person("bob");
        alice.production().members().add(bob.publicKey(), Label.parse("bob"));
        bob.set("two");

        assertThat(alice.get()).isEqualTo("two");
        assertThat(bob.trusted()).doesNotExist();
        assertThat(bob.known()).hasSameTextualContentAs(alice.known());
        assertThat(warnings).isEmpty();
    }

    /** CI and containers: no home, a home that cannot be written to, no project. */
    @Test
    void creator_withoutAPlaceToKeepTheFingerprint_isToldItAndWorksByIt() throws Exception {
        Path file = Files.createFile(top.resolve("file"));
        Person ci = new Person(Files.createDirectories(top.resolve("ci")), Map.of("HOME", file + "/home"));
        Created created = ci.production().create();
        assertThat(created.trustedIn()).isEmpty();
        assertThatThrownBy(() -> ci.set("one")).isInstanceOf(UntrustedException.class);

        ci.without("HOME").with("KIST_FINGERPRINT", created.fingerprint().hex()).with("KIST_STRICT", "1");
        ci.set("one");

        assertThat(ci.get()).isEqualTo("one");
        assertThatThrownBy(() -> ci.open().environment(STAGING).create())
                .hasMessageContaining("its fingerprint is given");
        assertThatThrownBy(() -> ci.production().trust(Fingerprint.parse("0".repeat(32))))
                .isInstanceOf(FingerprintException.class);
    }

    @Test
    void creatorsOwnProcess_trustsWhatItMade_withoutAnyFile() throws Exception {
        Person ci = new Person(Files.createDirectories(top.resolve("ci")), Map.of()).without("HOME");
        Environment production = ci.production();
        production.create();

        production.set(TOKEN, SecretValue.of("one"), SetOptions.none());

        assertThat(production.load().get("TOKEN")).isEqualTo("one");
        mallory.plant(PRODUCTION, ci.publicKey());
        assertThatThrownBy(production::load).isInstanceOf(FingerprintException.class);
    }

    @Test
    void trust_goesIntoTheUsersOwnFile_andIntoTheProjectsOnlyIfToldSo() throws Exception {
        Fingerprint fingerprint = alice.production().create().fingerprint();
        Person bob = person("bob");
        alice.production().members().add(bob.publicKey(), Label.parse("bob"));
        Files.delete(bob.known());
        assertThatThrownBy(() -> bob.set("one")).isInstanceOf(UntrustedException.class);

        assertThat(bob.production().trust(fingerprint)).isEqualTo(bob.trusted());

        bob.set("one");
        assertThat(bob.known()).doesNotExist();
        assertThat(bob.production().trustInProject(fingerprint)).contains(bob.known());
        assertThat(bob.known()).hasSameTextualContentAs(alice.known());
    }

    /** Whoever can write to the repository and to the database plants both: the user's own line tells. */
    @Test
    void usersFileAndProject_thatDiffer_refuseEverything_untilAPersonDecides() throws Exception {
        alice.production().create();
        OpenEnvironment planted = mallory.plant(PRODUCTION, alice.publicKey());
        Files.writeString(alice.known(), database + ".secrets production " + planted.fingerprint() + "\n");

        Environment production = alice.production();
        Sight sight = production.sight();
        assertThat(sight.trust()).isEqualTo(Trust.DISPUTED);
        assertThat(sight.own()).doesNotContain(planted.fingerprint());
        assertThat(sight.project()).containsExactly(planted.fingerprint());
        assertThatThrownBy(production::load)
                .isInstanceOf(FingerprintException.class)
                .hasMessageContaining("two files differ");
        assertThatThrownBy(() -> alice.set("mine")).isInstanceOf(FingerprintException.class);

        production.trust(planted.fingerprint());

        assertThat(production.sight().trust()).isEqualTo(Trust.TRUSTED);
        assertThat(alice.trusted()).content().containsOnlyOnce("production");
        assertThat(alice.production().sight().trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void replacedKeyring_isRefused_byWhoeverKnowsTheFingerprint() throws Exception {
        alice.production().create();
        Person bob = person("bob");
        mallory.plant(PRODUCTION, alice.publicKey());

        assertThatThrownBy(alice::get).isInstanceOf(FingerprintException.class);
        assertThatThrownBy(bob::get).isInstanceOf(KistException.class);
        assertThat(alice.production().sight().trust()).isEqualTo(Trust.DIFFERENT);
        Kist elsewhere = emptyStore();
        assertThatThrownBy(() -> alice.open().planMove(elsewhere)).isInstanceOf(FingerprintException.class);
        assertThat(elsewhere.environmentNames()).isEmpty();
    }

    @Test
    void lostDocument_isNotCreatedAnew_whereItsFingerprintIsKnown_andARemovedEnvironmentIs() {
        alice.production().create();
        mallory.remove(PRODUCTION);
        assertThatThrownBy(() -> alice.production().create()).hasMessageContaining("has lost its document");

        alice.open().environment(STAGING).create();
        alice.open().environment(STAGING).planRemoval().apply(Progress.NONE);
        assertThat(alice.trusted()).content().doesNotContain("staging");

        Environment again = alice.open().environment(STAGING);
        again.create();
        again.set(TOKEN, SecretValue.of("two"), SetOptions.none());
        assertThat(alice.open().environment(STAGING).load().get("TOKEN")).isEqualTo("two");
    }

    /** Two projects on two servers may name database and environment alike. */
    @Test
    void environmentOfTheSameNameOnAnotherServer_isAnother_andTheSameOneIsKnownByAnyWay() {
        Person there = alice;
        there.production().create();
        there.set("one");
        String uri = server.uri();
        String otherWay = uri.contains("127.0.0.1")
                ? uri.replace("127.0.0.1", "localhost")
                : uri.replace("localhost", "127.0.0.1");

        alice.with("KIST_MONGODB_URI", otherWay);
        assertThat(alice.production().sight().trust()).isEqualTo(Trust.TRUSTED);

        alice.without("KIST_DATABASE").with("KIST_DATABASE", database);
        mallory.plant(PRODUCTION, alice.publicKey());
        assertThat(alice.production().sight().trust()).isEqualTo(Trust.DIFFERENT);
    }

    @Test
    void preparedKeyring_countsOnlyIfItsFingerprintWasTold_notIfItStandsInTheProject() throws Exception {
        alice.production().create();
        Person bob = person("bob");
        alice.production().members().add(bob.publicKey(), Label.parse("bob"));
        Person carol = person("carol");
        alice.production().members().add(carol.publicKey(), Label.parse("carol"));
        Environment production = alice.production();
        var prepared = production.members().prepareRemoval(production.members().get("bob"));
        assertThat(alice.trusted())
                .content()
                .contains(prepared.before().hex(), prepared.after().hex());
        assertThat(alice.known())
                .content()
                .contains(prepared.before().hex(), prepared.after().hex());
        Files.copy(alice.known(), carol.known(), StandardCopyOption.REPLACE_EXISTING);

        // Carol has the project alone, where anyone who may push can add a line.
        Environment carols = carol.production();
        assertThatThrownBy(() -> carols.members()
                        .planRemoval(carols.members().get("bob"))
                        .withoutWaiting()
                        .apply(Renewal.PREPARED_OR_NEW, Progress.NONE))
                .hasMessageContaining("neither KIST_FINGERPRINT nor your own file");

        carol.with("KIST_FINGERPRINT", prepared.before() + "," + prepared.after());
        Environment told = carol.production();
        var removed = told.members()
                .planRemoval(told.members().get("bob"))
                .withoutWaiting()
                .apply(Renewal.PREPARED_OR_NEW, Progress.NONE);
        assertThat(removed.after()).isEqualTo(prepared.after());
    }

    @Test
    void preparedKeyring_thatAHostileWriterMade_isNotUsed_evenIfTheProjectHasItsFingerprint() throws Exception {
        Created created = alice.production().create();
        Person bob = person("bob");
        alice.production().members().add(bob.publicKey(), Label.parse("bob"));
        Fingerprint theirs = mallory.addNext(PRODUCTION, alice.publicKey(), bob.publicKey());
        Files.writeString(
                alice.known(),
                database + ".secrets production " + created.fingerprint() + "\n" + database + ".secrets production "
                        + theirs + "\n");

        Environment production = alice.production();
        assertThatThrownBy(() -> production
                        .members()
                        .planRemoval(production.members().get("bob"))
                        .withoutWaiting()
                        .apply(Renewal.PREPARED_OR_NEW, Progress.NONE))
                .hasMessageContaining("has the fingerprint " + theirs)
                .hasMessageContaining("neither KIST_FINGERPRINT nor your own file");
    }
}
