// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.name;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.InvalidInputException;
import dev.kist.KeyRemovalPlan.Removed;
import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Kist;
import dev.kist.Label;
import dev.kist.Log.Entry;
import dev.kist.Log.EventEntry;
import dev.kist.Member;
import dev.kist.NewKey;
import dev.kist.Progress;
import dev.kist.RotationResult;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program sees of the record of an environment, of labels, and of a key that is taken away. */
final class EventsTest {
    private final Kist kist;
    private final Environment environment;
    private final NewKey bob = Kist.newKey();

    EventsTest(@TempDir Path home) {
        this.kist = InMemoryKist.in(home).open();
        this.environment = made(kist, "development");
    }

    @AfterEach
    void close() {
        kist.close();
    }

    private Member addBob() {
        return environment.members().add(bob.publicHalf().publicKey(), Label.parse("bob"));
    }

    @Test
    void log_showsEventsAmongTheVersions_newestFirst() {
        set(environment, "A", "one");
        addBob();
        set(environment, "A", "two");
        environment.planPurge(name("A"), false).apply();
        set(environment, "B", "b");

        List<Entry> entries = environment.log().entries();

        assertThat(entries)
                .extracting(entry -> entry instanceof EventEntry event ? event.kind() : "version")
                .containsExactly("version", "purged", "key-added", "created");
        assertThat(entries).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        EventEntry added = (EventEntry) entries.get(2);
        assertThat(added.number()).isEqualTo(2);
        assertThat(added.by()).isEqualTo("alice");
        assertThat(added.details().keySet()).containsExactly("label", "public_key", "key_id");
        assertThat(added.detail("key_id")).contains(bob.publicHalf().id());
        EventEntry purged = (EventEntry) entries.get(1);
        assertThat(purged.detail("versions")).contains("2");
        assertThat(purged.detail("key")).contains("A");
    }

    @Test
    void rename_isRecorded_asAPurgeOfTheOldName() {
        set(environment, "OLD", "one");

        environment.rename(name("OLD"), name("NEW"));

        EventEntry event = environment.log().entries().stream()
                .filter(EventEntry.class::isInstance)
                .map(EventEntry.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(event.kind()).isEqualTo("purged");
        assertThat(event.detail("key")).contains("OLD");
        assertThat(event.detail("renamed_to")).contains("NEW");
    }

    @Test
    void removal_withoutWaiting_leavesTheFormerKey_andSaysHowLong() {
        Member member = addBob();
        set(environment, "A", "one");

        Removed removed =
                environment.members().planRemoval(member).withoutWaiting().apply(Renewal.NEW, Progress.NONE);

        RotationResult rotation = removed.rotation().orElseThrow();
        assertThat(rotation.encrypted()).isEqualTo(1);
        assertThat(rotation.dropped()).isEmpty();
        assertThat(rotation.waiting()).containsExactly(1);
        assertThat(rotation.due().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void removal_thatIsInterruptedWhileItWaits_isDone_andTold() {
        Member member = addBob();
        List<Duration> told = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void update(long done, long total) {}

            @Override
            public void waiting(Duration left) {
                told.add(left);
                Thread.currentThread().interrupt();
            }
        };

        Removed removed = environment.members().planRemoval(member).apply(Renewal.NEW, progress);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).hasSize(1);
        assertThat(removed.failure()).isEmpty();
        assertThat(removed.rotation().orElseThrow().waiting()).containsExactly(1);
        assertThat(environment.members().list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef",
                "0123456789ABCDEF",
                "kist-pub-1-u3a7apfBW-bju3dLJsWlUAJyiLb_P338cTdewZ1_KDPOZNco",
                "kist-key-1-05hf-TeVjWCnv0Zn9mj1lSjH5HynIWEFVi7UaEqOm6LMYk9_",
                "aws-kms://arn:aws:kms:eu-central-1:111122223333:alias/kist"
            })
    void label_thatLooksLikeAKey_isRefusedAndNotShown(String label) {
        assertThatThrownBy(() -> Label.parse(label))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot look like a key")
                .hasMessageNotContaining(label);
    }

    @Test
    void label_thatIsTaken_isRefused() {
        addBob();

        assertThatThrownBy(() ->
                        environment.members().add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is taken");
        assertThat(Label.parse("0123456789abcde").value()).hasSize(15);
    }
}
