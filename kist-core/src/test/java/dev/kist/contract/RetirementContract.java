// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kist.DecryptionFailedException;
import dev.kist.KistException;
import dev.kist.NoKeyException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.WritePlan.Mode;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.environment.KeyAdministration.Root;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentId;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Retired DEKs go as soon as nothing that was acknowledged can need them, and not before: section "Writing" of
 * {@code docs/format.md}, on every store.
 */
public abstract class RetirementContract extends TeamContract {
    private static final Duration MINUTES = Duration.ofMinutes(5);

    private final MovableClocks clocks = new MovableClocks();

    /** The environments in a process that can be stopped. */
    private Environments inStoppable(Identities keys) {
        return new Environments(store, keys, KnownFingerprints.none(), clocks);
    }

    private Environments inStoppable() {
        return inStoppable(Identities.of(List.of(alice)));
    }

    /** The process is stopped for some minutes while others rotate and drop what was retired. */
    private void stopWhileDeksAreDropped(MovableClocks.Telling by) {
        rotation(alice).rotate(PRODUCTION, done -> {});
        passUntilDropped();
        clocks.pass(by, MINUTES);
    }

    private void passUntilDropped() {
        store.putClockForward(MINUTES);
        assertThat(rotation(alice).settle(PRODUCTION, done -> {}).dropped()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNewName_insertedByAProcessThatWasStopped_isReadableOnceItIsAcknowledged(MovableClocks.Telling by) {
        team();
        Environments stopped = inStoppable();
        store.beforeWriting(() -> stopWhileDeksAreDropped(by));

        set(stopped, "NEW", "value");

        assertThat(open(alice).retiredDeks()).isEmpty();
        assertThat(values(alice)).containsExactly("value");
        assertThat(document("NEW").version()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aNewName_insertedAfterTheLook_isFoundByAnotherOne_whereTheDekIsStillThere(MovableClocks.Telling by) {
        team();
        Environments stopped = inStoppable();
        store.beforeWriting(() -> {
            rotation(alice).rotate(PRODUCTION, done -> {});
            clocks.pass(by, Duration.ofSeconds(29));
        });

        set(stopped, "NEW", "value");

        // In time: whoever drops the DEK looks later, and finds it.
        assertThat(open(alice).isByActiveDek(document("NEW"))).isFalse();
        passUntilDropped();
        assertThat(values(alice)).containsExactly("value");
    }

    @Test
    void aNewName_insertedTwiceTooLate_isEncryptedAgainTwice() {
        team();
        Environments stopped = inStoppable();
        store.beforeWriting(() -> {
            stopWhileDeksAreDropped(MovableClocks.Telling.MONOTONIC);
            // The write that encrypts it again is late, too: the one after the insert.
            store.beforeReading(() -> store.beforeWriting(() -> {
                rotation(alice).rotate(PRODUCTION, done -> {});
                clocks.pass(MovableClocks.Telling.MONOTONIC, MINUTES);
            }));
        });

        set(stopped, "NEW", "value");

        assertThat(open(alice).activeDek()).isEqualTo(3);
        assertThat(open(alice).isByActiveDek(document("NEW"))).isTrue();
        assertThat(values(alice)).containsExactly("value");
    }

    @Test
    void aNewName_whoseAnswersAreLostOnceItIsEncryptedAgain_isReadable() {
        team();
        Environments stopped = inStoppable();
        store.beforeWriting(() -> {
            stopWhileDeksAreDropped(MovableClocks.Telling.CALENDAR);
            store.loseAnswers(2);
        });

        set(stopped, "NEW", "value");

        assertThat(values(alice)).containsExactly("value");
    }

    @Test
    void aNewName_insertedByWhomOthersShutOutMeanwhile_isTakenBack() {
        OpenEnvironment team = team(bob);
        Environments stopped = inStoppable(Identities.of(List.of(bob)));
        store.beforeWriting(() -> {
            administration(alice).remove(open(alice), bob.recipient(), Root.NEW);
            passUntilDropped();
            clocks.pass(MovableClocks.Telling.MONOTONIC, MINUTES);
        });

        assertThatThrownBy(() -> set(stopped, "NEW", "value")).isInstanceOf(NoKeyException.class);

        assertThat(team.activeDek()).isEqualTo(1);
        assertThat(values(alice)).isEmpty();
        assertThat(documents()).isEmpty();
    }

    @Test
    void anUpdate_byAProcessThatWasStopped_losesNoVersion() {
        team();
        set(alice, "A", "one");
        Environments stopped = inStoppable();
        store.beforeWriting(() -> stopWhileDeksAreDropped(MovableClocks.Telling.MONOTONIC));

        set(stopped, "A", "two");
        set(alice, "A", "three");

        assertThat(values(alice)).containsExactly("three");
        assertThat(history("A")).containsExactly("one", "two", "three");
    }

    @Test
    void aPlanOfAThousand_onASlowLineWhileOthersRotate_isReadableOnceItIsAcknowledged() {
        team();
        Environments slow = new Environments(
                new SlowStore(store, this::passOnTheLine, this::timeLeft),
                Identities.of(List.of(alice)),
                KnownFingerprints.none(),
                clocks);
        Map<SecretName, Secret.Content> wanted = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            wanted.put(SecretName.parse("S" + i), Secret.Content.literal(SecretValue.of("value " + i)));
        }
        PlanWriter writer = new PlanWriter(slow, ACTOR);

        Mode mode = writer.write(writer.plan(PRODUCTION, wanted), done -> {});

        assertThat(mode).isNotEqualTo(Mode.NOTHING_TO_WRITE);
        assertThat(batches.get()).isPositive();
        assertThat(open(alice).activeDek()).isGreaterThan(1);
        assertThat(values(alice)).hasSize(1000);
        store.putClockForward(MINUTES);
        rotation(alice).settle(PRODUCTION, done -> {});
        assertThat(open(alice).retiredDeks()).isEmpty();
        assertThat(values(alice)).hasSize(1000);
    }

    private final AtomicInteger batches = new AtomicInteger();

    /** What is written first takes all the time that there is, and so does what is encrypted again for the first time. */
    private Duration timeLeft() {
        return batches.get() < 2 ? Duration.ZERO : Duration.ofHours(1);
    }

    /** Each write takes 40 seconds; before the first two of them others rotate, or drop what they rotated. */
    private void passOnTheLine() {
        Duration time = Duration.ofSeconds(40);
        clocks.pass(MovableClocks.Telling.MONOTONIC, time);
        store.putClockForward(time);
        int batch = batches.getAndIncrement();
        if (batch < 2) {
            rotation(alice).rotate(PRODUCTION, done -> {});
            store.putClockForward(MINUTES);
            rotation(alice).settle(PRODUCTION, done -> {});
        }
    }

    @Test
    void aLook_thatBeganTooEarly_dropsNothing_howeverLongItTakes() {
        team();
        set(alice, "A", "one");
        rotation(alice).rotate(PRODUCTION, done -> {});
        store.beforeReading(() -> store.putClockForward(MINUTES));

        Rotation.Result early = rotation(alice).settle(PRODUCTION, done -> {});

        assertThat(early.dropped()).isEmpty();
        assertThat(open(alice).retiredDeks()).containsExactly(1);
        assertThat(rotation(alice).settle(PRODUCTION, done -> {}).dropped()).containsExactly(1);
    }

    @Test
    void aLook_duringWhichADekIsRetired_dropsNothing() {
        team();
        rotation(alice).rotate(PRODUCTION, done -> {});
        store.putClockForward(MINUTES);
        store.beforeReading(() -> administration(alice).addDek(PRODUCTION));

        rotation(alice).settle(PRODUCTION, done -> {});

        assertThat(open(alice).retiredDeks()).containsExactly(1, 2);
        // Of two retired DEKs the one that is due goes, the other one stays.
        assertThat(rotation(alice).settle(PRODUCTION, done -> {}).dropped()).containsExactly(1);
        assertThat(open(alice).retiredDeks()).containsExactly(2);
    }

    @Test
    void aMachine_whoseCalendarIsWrongByMinutes_writesAndDropsAsAnyOther() {
        team();
        clocks.pass(MovableClocks.Telling.CALENDAR, Duration.ofMinutes(7));
        Environments wrong = inStoppable();
        set(wrong, "A", "one");
        new Rotation(wrong, ACTOR).rotate(PRODUCTION, done -> {});
        assertThat(open(alice).sealed().retired().get(1)).isCloseTo(store.now(), within(1, ChronoUnit.MINUTES));
        clocks.pass(MovableClocks.Telling.MONOTONIC, Duration.ofMinutes(9));

        assertThat(new Rotation(wrong, ACTOR).settle(PRODUCTION, done -> {}).dropped())
                .isEmpty();
        store.putClockForward(MINUTES);
        assertThat(new Rotation(wrong, ACTOR).settle(PRODUCTION, done -> {}).dropped())
                .containsExactly(1);
        assertThat(values(alice)).containsExactly("one");
    }

    @Test
    void aTimeAheadOfTheServers_isNotYetDue() {
        team();
        store.putClockForward(Duration.ofDays(3));
        rotation(alice).rotate(PRODUCTION, done -> {});
        store.putClockForward(Duration.ofDays(-3));

        Rotation.Result result = new Rotation(as(alice), ACTOR, time -> {
                    throw new AssertionError("waited for a time that is days away");
                })
                .settleAndDrop(PRODUCTION, done -> {}, left -> {});

        assertThat(result.dropped()).isEmpty();
        assertThat(open(alice).retiredDeks()).containsExactly(1);
    }

    @Test
    void updatedAt_whoeverSetIt_neitherDelaysNorHastens() {
        for (Instant time : List.of(Instant.parse("3000-01-01T00:00:00Z"), Instant.EPOCH)) {
            OpenEnvironment open = as(alice).find(PRODUCTION, Freshness.PRIMARY).orElseGet(this::team);
            putUpdatedAt(open.document(), time);

            Rotation.Result rotated = rotation(alice).rotate(PRODUCTION, done -> {});
            putUpdatedAt(open(alice).document(), time);

            assertThat(rotation(alice).settle(PRODUCTION, done -> {}).dropped()).isEmpty();
            store.putClockForward(Duration.ofSeconds(61));
            assertThat(rotation(alice).settle(PRODUCTION, done -> {}).dropped())
                    .containsExactly(rotated.environment().activeDek() - 1);
        }
    }

    /** What someone with write access does. */
    private void putUpdatedAt(EnvironmentDocument stored, Instant time) {
        assertThat(store.deleteEnvironment(stored)).isTrue();
        assertThat(store.insertEnvironment(new EnvironmentDocument(
                        stored.name(),
                        stored.keys(),
                        stored.sealed(),
                        stored.revision(),
                        stored.createdAt(),
                        time,
                        stored.next())))
                .isTrue();
    }

    @Test
    void aForgeryByADroppedDek_isRefused() {
        OpenEnvironment before = team(bob);
        set(alice, "A", "one");
        administration(alice).remove(open(alice), bob.recipient(), Root.NEW);
        rotation(alice).settle(PRODUCTION, done -> {});
        passUntilDropped();
        Secret forged = new Secret(
                PRODUCTION,
                SecretName.parse("FORGED"),
                Secret.Content.literal(SecretValue.of("by bob")),
                1,
                store.now(),
                store.now(),
                ACTOR);
        CurrentDocument document = before.encryptCurrent(forged, new DocumentId("0123456789abcdef01234567"), 1);
        store.write(List.of(new SecretWrite(document, null)));

        SecretReader.Reading reading = new SecretReader(as(alice)).readAll(PRODUCTION, Freshness.PRIMARY);
        assertThat(reading.failures().get("FORGED"))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("was dropped");
        rotation(alice).rotate(PRODUCTION, done -> {});
        List<KistException> unreadable =
                rotation(alice).settle(PRODUCTION, done -> {}).unreadable();
        assertThat(unreadable).hasSize(1);
        passUntilDropped();
    }

    @Test
    void settleAndDrop_waitsForAMinute_andTellsHowLong() {
        team();
        set(alice, "A", "one");
        administration(alice).addDek(PRODUCTION);
        List<Duration> told = new ArrayList<>();
        Rotation waiting = new Rotation(as(alice), ACTOR, time -> {
            store.putClockForward(time);
            return true;
        });

        Rotation.Result result = waiting.settleAndDrop(PRODUCTION, done -> {}, told::add);

        assertThat(result.encrypted()).isEqualTo(1);
        assertThat(result.dropped()).containsExactly(1);
        assertThat(result.untilDue()).isZero();
        assertThat(told).hasSizeBetween(50, 61).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(told.get(0)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void settleAndDrop_interrupted_leavesTheDekToALaterRun() {
        team();
        administration(alice).addDek(PRODUCTION);

        Rotation.Result result =
                new Rotation(as(alice), ACTOR, time -> false).settleAndDrop(PRODUCTION, done -> {}, left -> {});

        assertThat(result.dropped()).isEmpty();
        assertThat(result.untilDue()).isPositive();
        assertThat(open(alice).retiredDeks()).containsExactly(1);
    }

    private List<CurrentDocument> documents() {
        List<CurrentDocument> found = new ArrayList<>();
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, each -> found.add((CurrentDocument) each));
        return found;
    }

    private CurrentDocument document(String name) {
        return documents().stream()
                .filter(document -> document.key().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
