// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.Label;
import dev.kist.Parent;
import dev.kist.SecretName;
import dev.kist.StoreUnavailableException;
import dev.kist.internal.environment.KeyAdministration.Root;
import dev.kist.internal.format.SealedEvent;
import dev.kist.internal.history.HistoryPruner;
import dev.kist.internal.history.PruneCuts;
import dev.kist.internal.history.SecretPurge;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.PreparedKeyring;
import dev.kist.spi.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every change of an environment is sealed with it as an event, on every store. */
public abstract class EventContract extends TeamContract {
    private List<SealedEvent> events() {
        return open(alice).sealed().events();
    }

    private List<String> kinds() {
        return events().stream().map(SealedEvent::kind).toList();
    }

    private SealedEvent last() {
        return events().get(events().size() - 1);
    }

    private Map<String, String> detailsOfLast() {
        return last().details().texts();
    }

    @Test
    void creationAndKeys_areRecorded_withWhoTheyAre() {
        OpenEnvironment team = team(bob);

        assertThat(kinds()).containsExactly("created", "key-added");
        assertThat(events()).extracting(SealedEvent::number).containsExactly(1L, 2L);
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.by()).isEqualTo(ACTOR.value());
            assertThat(event.at()).isCloseTo(store.now(), within(1, ChronoUnit.MINUTES));
        });
        assertThat(events().get(0).details().texts())
                .isEqualTo(Map.of(
                        "label", "alice",
                        "public_key", alice.recipient().text(),
                        "fingerprint", team.fingerprint().hex()));
        assertThat(detailsOfLast())
                .isEqualTo(Map.of("label", "bob", "public_key", bob.recipient().text()));
    }

    @Test
    void removals_areRecorded_withWhatFollows() {
        team(bob);
        PreparedKeyring prepared = administration(alice).prepareRemoval(PRODUCTION, bob.recipient());
        assertThat(last().kind()).isEqualTo("removal-prepared");
        assertThat(detailsOfLast())
                .containsEntry("label", "bob")
                .containsEntry("fingerprint", prepared.fingerprint().hex());

        OpenEnvironment now = administration(alice).remove(open(alice), bob.recipient(), Root.NEW);

        assertThat(last().kind()).isEqualTo("key-removed");
        assertThat(detailsOfLast())
                .isEqualTo(Map.of(
                        "label",
                        "bob",
                        "public_key",
                        bob.recipient().text(),
                        "dek",
                        "2",
                        "fingerprint",
                        now.fingerprint().hex()));
    }

    @Test
    void rotations_andDroppedDeks_areRecorded() {
        team();
        administration(alice).addDek(PRODUCTION);
        administration(alice).addDek(PRODUCTION);
        assertThat(detailsOfLast()).isEqualTo(Map.of("dek", "3"));
        store.putClockForward(Duration.ofMinutes(2));

        rotation(alice).settle(PRODUCTION, done -> {});

        assertThat(kinds()).containsExactly("created", "rotated", "rotated", "dek-dropped");
        assertThat(detailsOfLast()).isEqualTo(Map.of("deks", "1, 2"));
    }

    @Test
    void parents_areRecorded_asTheyArePinnedAnew() {
        EnvironmentName base = EnvironmentName.parse("base");
        team();
        as(alice).create(base, Label.parse("alice"), ACTOR);
        OpenEnvironment parent = as(alice).open(base, Freshness.PRIMARY);
        Parent before = new Parent(base, Fingerprint.parse("0".repeat(32)));
        administration(alice).setParent(PRODUCTION, null, before);
        administration(alice).setParent(PRODUCTION, null, before);

        administration(alice).renewInheritance(PRODUCTION, parent);

        assertThat(kinds()).containsExactly("created", "parent-set", "parent-set");
        assertThat(detailsOfLast())
                .isEqualTo(Map.of(
                        "environment",
                        "base",
                        "fingerprint",
                        parent.fingerprint().hex()));
        Parent now = new Parent(base, parent.fingerprint());
        assertThatThrownBy(() -> administration(alice).setParent(PRODUCTION, before, null))
                .isInstanceOf(ConflictException.class);
        administration(alice).setParent(PRODUCTION, now, null);
        assertThat(open(alice).sealed().inherits()).isNull();
        assertThat(last().kind()).isEqualTo("parent-set");
        assertThat(detailsOfLast()).isEmpty();
    }

    @Test
    void purgesAndPrunes_areRecorded_onceEach_withCounts() {
        team();
        for (String name : List.of("A", "B")) {
            for (String value : List.of("one", "two", "three")) {
                set(alice, name, value);
            }
        }
        HistoryPruner pruner = new HistoryPruner(as(alice), ACTOR);
        PruneCuts two = pruner.plan(PRODUCTION, 2, Instant.MAX);
        assertThat(pruner.remove(two, removed -> {})).isEqualTo(2);
        assertThat(last().kind()).isEqualTo("pruned");
        assertThat(detailsOfLast()).isEqualTo(Map.of("secrets", "2", "versions", "2"));

        SecretPurge purge = new SecretPurge(as(alice), ACTOR);
        purge.remove(purge.find(PRODUCTION, SecretName.parse("A")));
        assertThat(last().kind()).isEqualTo("purged");
        assertThat(detailsOfLast()).isEqualTo(Map.of("secrets", "1", "versions", "2", "key", "A"));

        pruner.remove(pruner.plan(PRODUCTION, 1, Instant.MAX), removed -> {});
        assertThat(detailsOfLast()).isEqualTo(Map.of("secrets", "1", "versions", "1", "key", "B"));
        assertThat(pruner.remove(pruner.plan(PRODUCTION, 1, Instant.MAX), removed -> {}))
                .isZero();
        assertThat(kinds()).containsExactly("created", "pruned", "purged", "pruned");
    }

    @Test
    void aPurge_thatCannotBeRecorded_removesNothing() {
        team();
        set(alice, "A", "one");
        set(alice, "A", "two");
        SecretPurge purge = new SecretPurge(as(alice), ACTOR);
        SecretPurge.Remains found = purge.find(PRODUCTION, SecretName.parse("A"));
        store.stopAfter(0);

        assertThatThrownBy(() -> purge.remove(found)).isInstanceOf(StoreUnavailableException.class);

        store.workAgain();
        assertThat(history("A")).containsExactly("one", "two");
        assertThat(kinds()).containsExactly("created");
    }

    @Test
    void aPurge_thatIsStopped_wasRecordedBefore() {
        team();
        set(alice, "A", "one");
        set(alice, "A", "two");
        SecretPurge purge = new SecretPurge(as(alice), ACTOR);
        SecretPurge.Remains found = purge.find(PRODUCTION, SecretName.parse("A"));
        store.stopAfter(1);

        assertThatThrownBy(() -> purge.remove(found)).isInstanceOf(StoreUnavailableException.class);

        store.workAgain();
        assertThat(history("A")).containsExactly("one", "two");
        assertThat(kinds()).containsExactly("created", "purged");
    }

    @Test
    void lostAnswers_recordOnce() {
        team(bob);
        set(alice, "A", "one");
        store.loseAnswers(1);
        administration(alice).addDek(PRODUCTION);
        SecretPurge purge = new SecretPurge(as(alice), ACTOR);
        SecretPurge.Remains found = purge.find(PRODUCTION, SecretName.parse("A"));
        store.loseAnswers(1);

        purge.remove(found);

        assertThat(kinds()).containsExactly("created", "key-added", "rotated", "purged");
        assertThat(events()).extracting(SealedEvent::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void changesAtOnce_areAllRecorded() {
        team();
        store.beforeReplacing(() -> administration(alice).addDek(PRODUCTION));

        administration(alice).add(PRODUCTION, bob.recipient(), Label.parse("bob"));

        assertThat(kinds()).containsExactly("created", "rotated", "key-added");
    }
}
