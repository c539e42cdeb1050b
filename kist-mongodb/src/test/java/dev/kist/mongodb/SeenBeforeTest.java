// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.Environment;
import dev.kist.EnvironmentName;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Kist;
import dev.kist.KistException.Reason;
import dev.kist.Label;
import dev.kist.Members.PreparedRemoval;
import dev.kist.OlderCopyException;
import dev.kist.Progress;
import dev.kist.StoreUnavailableException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.FingerprintsAtHand;
import dev.kist.internal.environment.KeysAtHand;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.trust.Memory;
import dev.kist.internal.trust.StateFolder;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An older keyring that someone put back, and what looks like one and is none. */
class SeenBeforeTest extends TrustFixture {
    /** While deployments know the old and the new fingerprint, memory is what tells the old document. */
    @Test
    void oldDocument_thatAFormerMemberPutBack_isRefused_whileBothFingerprintsAreKnown() throws Exception {
        alice.production().create();
        Person bob = person("bob");
        alice.production().members().add(bob.publicKey(), Label.parse("bob"));
        Environment production = alice.production();
        PreparedRemoval prepared =
                production.members().prepareRemoval(production.members().get("bob"));
        Person deployment = person("deployment")
                .with("KIST_KEY", alice.key.exposeSecretKey())
                .with("KIST_FINGERPRINT", prepared.before() + "," + prepared.after());
        alice.set("one");
        assertThat(deployment.get()).isEqualTo("one");
        Document old = mallory.copyOf(PRODUCTION);
        production
                .members()
                .planRemoval(production.members().get("bob"))
                .withoutWaiting()
                .apply(Renewal.PREPARED_OR_NEW, Progress.NONE);
        alice.set("two");
        assertThat(deployment.get()).isEqualTo("two");

        mallory.putBack(old);

        for (Person each : List.of(deployment)) {
            assertThatThrownBy(each::get).isInstanceOf(OlderCopyException.class).satisfies(e -> {
                OlderCopyException older = (OlderCopyException) e;
                assertThat(older.reason()).isEqualTo(Reason.NOT_READABLE);
                assertThat(older.found().fingerprint()).isEqualTo(prepared.before());
                assertThat(older.seen().fingerprint()).isEqualTo(prepared.after());
            });
            assertThatThrownBy(() -> each.set("three")).isInstanceOf(OlderCopyException.class);
        }
        Kist elsewhere = emptyStore();
        assertThatThrownBy(() -> deployment.open().planMove(elsewhere)).isInstanceOf(OlderCopyException.class);
        // A machine that never saw the new one cannot tell: said in docs/threat-model.md.
        Person fresh = person("fresh")
                .with("KIST_KEY", alice.key.exposeSecretKey())
                .with("KIST_FINGERPRINT", prepared.before() + "," + prepared.after());
        assertThat(fresh.production().sight().fingerprint()).isEqualTo(prepared.before());
    }

    @Test
    void runningProgram_remembersWithoutAHome() throws Exception {
        alice.production().create();
        alice.set("one");
        Document old = mallory.copyOf(PRODUCTION);
        Environment running = person("running")
                .with("KIST_KEY", alice.key.exposeSecretKey())
                .without("HOME")
                .production();
        alice.production().rotate(Progress.NONE);
        assertThat(running.load().get("TOKEN")).isEqualTo("one");

        mallory.putBack(old);

        assertThatThrownBy(running::load).isInstanceOf(OlderCopyException.class);
    }

    @Test
    void backupThatWasRestoredOnPurpose_isAcceptedOnce_andIsRightFromThenOn() {
        alice.production().create();
        alice.set("one");
        Document backup = mallory.copyOf(PRODUCTION);
        alice.production().members().add(Kist.newKey().publicHalf().publicKey(), Label.parse("late"));
        mallory.putBack(backup);
        assertThatThrownBy(alice::get).isInstanceOf(OlderCopyException.class);

        Environment accepting = alice.open(alice.options().acceptOlder()).environment(PRODUCTION);
        assertThat(accepting.load().get("TOKEN")).isEqualTo("one");

        assertThat(alice.get()).isEqualTo("one");
        alice.set("two");
        assertThat(alice.get()).isEqualTo("two");
    }

    @Test
    void dumpThatWasRestoredUnderAnotherHost_isAnotherStore() {
        alice.production().create();
        alice.set("one");
        Document dump = mallory.copyOf(PRODUCTION);
        alice.production().members().add(Kist.newKey().publicHalf().publicKey(), Label.parse("late"));
        mallory.putBack(dump);
        assertThatThrownBy(alice::get).isInstanceOf(OlderCopyException.class);
        String uri = server.uri();

        alice.with("KIST_MONGODB_URI", uri.replace("127.0.0.1", "localhost"));

        assertThat(alice.get()).isEqualTo("one");
    }

    @Test
    void environmentThatWasRemovedAndMadeAnew_isNoOlderCopy() throws Exception {
        alice.production().create();
        alice.set("one");
        for (int i = 0; i < 3; i++) {
            alice.production().rotate(Progress.NONE);
        }
        Person bob = person("bob").with("KIST_KEY", alice.key.exposeSecretKey());
        assertThat(bob.get()).isEqualTo("one");

        alice.production().planRemoval().apply(Progress.NONE);
        alice.production().create();
        alice.set("new");
        Files.copy(alice.known(), bob.known(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(alice.get()).isEqualTo("new");
        assertThat(bob.get()).isEqualTo("new");
    }

    @Test
    void staleSecondary_isNoAlarm_andWhatThePrimaryHasCounts() throws IOException {
        alice.production().create();
        alice.set("one");
        StaleStore store = new StaleStore(store());
        EnvironmentDocument old =
                store.findEnvironment(PRODUCTION, Freshness.PRIMARY).orElseThrow();
        alice.production().rotate(Progress.NONE);
        Environments environments = environments(store, "reader");
        int revision = environments
                .open(PRODUCTION, Freshness.PREFER_PRIMARY)
                .document()
                .revision();

        store.stale = old;
        assertThat(environments
                        .open(PRODUCTION, Freshness.PREFER_PRIMARY)
                        .document()
                        .revision())
                .isEqualTo(revision);

        // Another process, which has the file alone, while no primary answers.
        store.isPrimaryThere = false;
        Environments another = environments(store, "reader");
        assertThatThrownBy(() -> another.open(PRODUCTION, Freshness.PREFER_PRIMARY))
                .isInstanceOf(StoreUnavailableException.class);
        // One that never saw a newer one reads what the secondary has.
        assertThat(environments(store, "newcomer")
                        .open(PRODUCTION, Freshness.PREFER_PRIMARY)
                        .document()
                        .revision())
                .isEqualTo(old.revision());
    }

    @Test
    void fiftyCommandsAtOnce_goThrough_andRememberTheHighest() throws Exception {
        alice.production().create();
        alice.set("one");
        ExecutorService threads = Executors.newFixedThreadPool(25);
        try {
            List<Callable<String>> commands = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                commands.add(() -> {
                    if (number % 10 == 0) {
                        alice.production().rotate(Progress.NONE);
                    }
                    return alice.get();
                });
            }
            for (Future<String> each : threads.invokeAll(commands)) {
                assertThat(each.get()).isEqualTo("one");
            }
        } finally {
            threads.shutdownNow();
        }
        Object revision = mallory.copyOf(PRODUCTION).get("revision");
        try (Stream<Path> seen = Files.list(alice.home.resolve(".local/state/kist/seen"))) {
            assertThat(seen.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().contains("revision " + revision));
        }
    }

    /** Two commands of one person: what one reads, the other changes and remembers before the first looks into the memory. */
    @ParameterizedTest
    @EnumSource
    void documentThatWasReadJustBeforeAnotherCommandChangedIt_isNoAlarm(Freshness freshness) throws IOException {
        alice.production().create();
        alice.set("one");
        Environments other = environments(store(), "both");
        StaleStore store = new StaleStore(store());
        store.afterReading = () -> new Rotation(other, Actor.parse("alice@laptop")).rotate(PRODUCTION, done -> {});

        OpenEnvironment read = environments(store, "both").open(PRODUCTION, freshness);

        assertThat(read.document().revision())
                .isEqualTo(other.open(PRODUCTION, Freshness.PRIMARY).document().revision());
    }

    private Environments environments(SecretStore store, String person) throws IOException {
        Path state = Files.createDirectories(top.resolve(person));
        return new Environments(
                store,
                KeysAtHand.of(Identities.parse(alice.key.exposeSecretKey())),
                FingerprintsAtHand.of(KnownFingerprints.none()),
                Memory.of(Optional.of(new StateFolder(state)), store.description(), false));
    }

    private SecretStore store() {
        return SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), database, "secrets"), Duration.ofSeconds(20));
    }

    /** A replica set whose secondary is behind, and whose primary may be away. */
    private static final class StaleStore extends DelegatingStore {
        private @Nullable EnvironmentDocument stale;
        private boolean isPrimaryThere = true;
        private @Nullable Runnable afterReading;

        StaleStore(SecretStore store) {
            super(store);
        }

        @Override
        public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
            if (freshness == Freshness.PREFER_PRIMARY && stale != null) {
                return Optional.of(stale);
            }
            if (!isPrimaryThere) {
                throw new StoreUnavailableException("there is no primary", null, null);
            }
            Optional<EnvironmentDocument> found = super.findEnvironment(name, freshness);
            Runnable once = afterReading;
            afterReading = null;
            if (once != null) {
                once.run();
            }
            return found;
        }
    }
}
