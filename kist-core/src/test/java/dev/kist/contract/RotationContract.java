package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Secret;
import dev.kist.StoreUnavailableException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rotation loses nothing and leaves nothing behind, on every store. */
public abstract class RotationContract extends TeamContract {

    @Test
    void rotate_encryptsEverythingAgain_andChangesNothingElse() {
        team();
        set(alice, "A", "one");
        set(alice, "A", "two");
        set(alice, "B", "three");
        List<Secret> before = secrets(alice);
        Map<String, CurrentDocument> documents = byKey(current());

        Rotation.Result result = rotation(alice).rotate(PRODUCTION, done -> {});

        assertThat(result.isNewDek()).isTrue();
        assertThat(result.encrypted()).isEqualTo(3);
        assertThat(result.environment().activeDek()).isEqualTo(2);
        assertThat(secrets(alice)).isEqualTo(before);
        assertThat(outdated()).isZero();
        byKey(current()).forEach((key, now) -> {
            CurrentDocument was = Objects.requireNonNull(documents.get(key));
            assertThat(now.revision()).isEqualTo(was.revision() + 1);
            assertThat(now.version()).isEqualTo(was.version());
            assertThat(now.updatedAt()).isEqualTo(was.updatedAt());
            assertThat(now.id()).isEqualTo(was.id());
        });
        assertThat(formers()).hasSize(1);
        assertThat(decryptedFormers()).containsExactly("one");
    }

    @Test
    void rotate_ofAnEmptyEnvironment_makesANewDek() {
        team();

        assertThat(rotation(alice).rotate(PRODUCTION, done -> {}).encrypted()).isZero();
        assertThat(open(alice).activeDek()).isEqualTo(2);
    }

    @Test
    void aRetiredDek_staysForAMinute_andIsDroppedByALaterRun() {
        team();
        set(alice, "A", "one");
        rotation(alice).rotate(PRODUCTION, done -> {});
        assertThat(open(alice).retiredDeks()).containsExactly(1);
        store.putClockForward(Duration.ofSeconds(55));
        rotation(alice).settleIfDue(PRODUCTION);
        assertThat(open(alice).retiredDeks()).containsExactly(1);

        store.putClockForward(Duration.ofSeconds(5));
        rotation(alice).settleIfDue(PRODUCTION);

        assertThat(open(alice).retiredDeks()).isEmpty();
        assertThat(open(alice).activeDek()).isEqualTo(2);
        assertThat(values(alice)).containsExactly("one");
    }

    @Test
    void aRetiredDek_thatAWriterUsedLate_isReplacedBeforeItIsDropped() {
        team();
        Environments late = as(alice);
        late.openForWriting(PRODUCTION);
        rotation(alice).rotate(PRODUCTION, done -> {});
        // This one's copy of the environment is fresh enough to write with, and from before.
        set(late, "A", "late");
        assertThat(outdated()).isEqualTo(1);
        store.putClockForward(Duration.ofHours(2));

        Rotation.Result result = rotation(alice).settle(PRODUCTION, done -> {});

        assertThat(result.encrypted()).isEqualTo(1);
        assertThat(result.dropped()).containsExactly(1);
        assertThat(values(alice)).containsExactly("late");
    }

    @Test
    void aRetiredDek_thatADocumentNames_andThatDoesNotDecryptIt_isDropped() {
        team();
        set(alice, "A", "one");
        CurrentDocument stored = Objects.requireNonNull(byKey(current()).get("A"));
        // Another's value under this name: it does not decrypt here.
        set(alice, "B", "two");
        CurrentDocument other = Objects.requireNonNull(byKey(current()).get("B"));
        store.write(List.of(new SecretWrite(
                withRevision(stored.withCiphertexts(other.value(), null), stored.revision() + 1), null)));
        Rotation.Result result = rotation(alice).rotate(PRODUCTION, done -> {});
        assertThat(result.unreadable()).hasSize(1);
        assertThat(result.unreadable().get(0)).hasMessageContaining("secret A of production");
        store.putClockForward(Duration.ofHours(2));

        Rotation.Result settled = rotation(alice).settle(PRODUCTION, done -> {});

        assertThat(settled.dropped()).containsExactly(1);
        assertThat(settled.unreadable()).hasSize(1);
        assertThat(open(alice).retiredDeks()).isEmpty();
    }

    @Test
    void aReaderWithAnOldCopy_fetchesTheKeyringAgain() {
        team();
        set(alice, "A", "one");
        Environments reading = as(alice);
        SecretReader reader = new SecretReader(reading);
        reader.readAll(PRODUCTION, Freshness.PRIMARY).requireAll();
        rotation(alice).rotate(PRODUCTION, done -> {});

        assertThat(reader.readAll(PRODUCTION, Freshness.PRIMARY).requireAll())
                .extracting(secret -> secret.value().text())
                .containsExactly("one");
    }

    @Test
    void anInterruptedRotation_isCompletedByTheNextRun() {
        team();
        IntStream.range(0, 30).forEach(i -> {
            set(alice, "S" + i, "first " + i);
            set(alice, "S" + i, "second " + i);
        });
        List<Secret> before = secrets(alice);
        // The document of the environment, nothing more, the batch of current values, and some of the history.
        for (int writes : new int[] {1, 0, 1, 2}) {
            store.stopAfter(writes);
            assertThatThrownBy(() -> rotation(alice).rotate(PRODUCTION, done -> {}))
                    .isInstanceOf(StoreUnavailableException.class);
            store.workAgain();
            assertThat(secrets(alice)).isEqualTo(before);
        }

        Rotation.Result result = rotation(alice).rotate(PRODUCTION, done -> {});

        assertThat(result.isNewDek()).isFalse();
        assertThat(result.encrypted()).isPositive();
        assertThat(open(alice).activeDek()).isEqualTo(2);
        assertThat(outdated()).isZero();
        assertThat(secrets(alice)).isEqualTo(before);
        assertThat(decryptedFormers()).hasSize(30);
    }

    @Test
    void lostAnswers_areSettled() {
        team();
        IntStream.range(0, 5).forEach(i -> {
            set(alice, "S" + i, "first " + i);
            set(alice, "S" + i, "second " + i);
        });
        List<Secret> before = secrets(alice);
        store.loseAnswers(4);

        rotation(alice).rotate(PRODUCTION, done -> {});

        assertThat(secrets(alice)).isEqualTo(before);
        assertThat(outdated()).isZero();
        assertThat(open(alice).activeDek()).isEqualTo(2);
    }

    @Test
    void rotation_amongWriters_losesNothing() throws Exception {
        team(bob);
        int writers = 4;
        int secrets = 8;
        IntStream.range(0, secrets).forEach(i -> set(alice, "S" + i, "start"));
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<Map<String, Integer>>> futures = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int writer = w;
            futures.add(threads.submit(() -> {
                Map<String, Integer> written = new HashMap<>();
                Environments environments = as(writer % 2 == 0 ? alice : bob);
                for (int n = 0; !isOver.get() || n < secrets; n++) {
                    String name = "S" + n % secrets;
                    set(environments, name, writer + " wrote " + n);
                    written.merge(name, 1, Integer::sum);
                }
                return written;
            }));
        }
        for (int rounds = 0; rounds < 4; rounds++) {
            rotation(alice).rotate(PRODUCTION, done -> {});
        }
        isOver.set(true);
        Map<String, Integer> written = new HashMap<>();
        for (Future<Map<String, Integer>> future : futures) {
            future.get(120, TimeUnit.SECONDS).forEach((name, n) -> written.merge(name, n, Integer::sum));
        }
        threads.shutdown();
        rotation(alice).settle(PRODUCTION, done -> {});

        assertThat(outdated()).isZero();
        Map<String, CurrentDocument> current = byKey(current());
        OpenEnvironment open = open(alice);
        for (Map.Entry<String, CurrentDocument> entry : current.entrySet()) {
            int version = entry.getValue().version();
            // The first one, and one for each write that reported success.
            assertThat(version).isEqualTo(1 + written.getOrDefault(entry.getKey(), 0));
            assertThat(open.decrypt(entry.getValue()).version()).isEqualTo(version);
            assertThat(formers().stream()
                            .filter(former -> former.key().equals(entry.getKey()) && former.version() < version)
                            .map(FormerDocument::version))
                    .isEqualTo(IntStream.range(1, version).boxed().toList());
        }
        for (FormerDocument former : formers()) {
            assertThat(open.decrypt(former).value().text()).isNotEmpty();
        }
        store.putClockForward(Duration.ofHours(2));
        rotation(alice).settle(PRODUCTION, done -> {});
        assertThat(open(alice).retiredDeks()).isEmpty();
        assertThat(values(alice)).hasSize(secrets);
    }

    private List<CurrentDocument> current() {
        List<CurrentDocument> found = new ArrayList<>();
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, each -> found.add((CurrentDocument) each));
        return found;
    }

    private List<FormerDocument> formers() {
        List<FormerDocument> found = new ArrayList<>();
        store.findHistory(Selection.all(PRODUCTION), Freshness.PRIMARY, each -> found.add((FormerDocument) each));
        return found;
    }

    private List<String> decryptedFormers() {
        OpenEnvironment open = open(alice);
        return formers().stream()
                .map(former -> {
                    try {
                        return open.decrypt(former).value().text();
                    } catch (UnknownDekException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    /** How many documents are not by the active DEK. */
    private long outdated() {
        OpenEnvironment open = open(alice);
        List<SecretDocument> all = new ArrayList<>(current());
        all.addAll(formers());
        return all.stream().filter(document -> !open.isByActiveDek(document)).count();
    }

    private static Map<String, CurrentDocument> byKey(List<CurrentDocument> documents) {
        Map<String, CurrentDocument> byKey = new HashMap<>();
        documents.forEach(document -> byKey.put(((StoredDocument) document).key(), document));
        return byKey;
    }

    private static CurrentDocument withRevision(CurrentDocument document, int revision) {
        return new CurrentDocument(document.id(), document.stored(), revision);
    }
}
