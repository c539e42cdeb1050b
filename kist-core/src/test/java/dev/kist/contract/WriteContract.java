// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.ForeignSecretException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link EnvironmentContract} about writing versions of one secret. */
abstract class WriteContract extends OnRealStore {
    WriteContract(EnvironmentContract stores) {
        super(stores);
    }

    @Test
    void put_unchanged_delete_putAgain_areVersionsWithoutAGap() throws Exception {
        create(PRODUCTION);

        assertThat(put("TOKEN", "one").isWritten()).isTrue();
        Outcome same = put("TOKEN", "one");
        assertThat(same.isWritten()).isFalse();
        assertThat(same.secret().orElseThrow().version()).isEqualTo(1);
        put("TOKEN", "two");
        write(PRODUCTION, "TOKEN", Content.deletion());
        assertThat(load(PRODUCTION)).isEmpty();
        Outcome again = put("TOKEN", "");

        assertThat(again.secret()).contains(current(TOKEN));
        assertThat(versions(TOKEN)).containsExactly("one", "two", "deleted", "");
        assertThat(load(PRODUCTION)).containsEntry("TOKEN", "");
        assertThat(document(TOKEN).revision()).isEqualTo(4);
    }

    @Test
    void put_ofAnotherNoteOrFlag_isAVersion() throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");

        write(PRODUCTION, "TOKEN", new Content(SecretValue.of("one"), Note.of("by June"), Secret.Kind.LITERAL));
        write(PRODUCTION, "TOKEN", new Content(SecretValue.of("one"), Note.of("by June"), Secret.Kind.TEMPLATE));

        assertThat(versions(TOKEN)).containsExactly("one", "one", "one");
        assertThat(current(TOKEN).note()).contains(Note.of("by June"));
        assertThat(formers(TOKEN))
                .extracting(Secret::note)
                .containsExactly(Optional.empty(), Optional.of(Note.of("by June")));
        assertThat(formers(TOKEN)).extracting(Secret::isTemplate).containsExactly(false, false);
    }

    @Test
    void put_keepsWhoWroteEachVersion() throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");
        writer(store, BOB).write(PRODUCTION, TOKEN, to("two"));

        assertThat(current(TOKEN).updatedBy()).isEqualTo(BOB);
        assertThat(formers(TOKEN)).extracting(Secret::updatedBy).containsExactly(ALICE);
    }

    @Test
    void put_whenTheClockGoesBackwards_staysInOrder() throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");
        SecretStore behind = new DelegatingStore(store) {
            @Override
            public Instant now() {
                return super.now().minus(Duration.ofDays(1));
            }
        };

        writer(behind, ALICE).write(PRODUCTION, TOKEN, to("two"));
        writer(behind, ALICE).write(PRODUCTION, TOKEN, to("three"));

        assertThat(versions(TOKEN)).containsExactly("one", "two", "three");
        Instant first = formers(TOKEN).get(0).updatedAt();
        assertThat(current(TOKEN).updatedAt()).isEqualTo(first.plusMillis(2));
    }

    @Test
    void put_intoAnEnvironmentThatIsNotThere_isNotFound() {
        assertThatThrownBy(() -> put("TOKEN", "one")).isInstanceOf(NotFoundException.class);
        assertThat(load0()).isEmpty();
    }

    private List<String> load0() {
        List<String> keys = new ArrayList<>();
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, found -> keys.add(found.key()));
        return keys;
    }

    @Test
    void change_thatLeavesThingsAsTheyAre_writesNothing() {
        create(PRODUCTION);

        Outcome nothing = writer(store, ALICE).write(PRODUCTION, TOKEN, current -> Optional.empty());

        assertThat(nothing.isWritten()).isFalse();
        assertThat(nothing.secret()).isEmpty();
        assertThat(load0()).isEmpty();
    }

    @Test
    void putIfVersion_writesOnTopOfThatVersionAlone() throws Exception {
        create(PRODUCTION);
        SecretWriter writer = writer(store, ALICE);

        assertThatThrownBy(() -> writer.writeIfVersion(PRODUCTION, TOKEN, 1, to("one")))
                .isInstanceOf(ConflictException.class);
        writer.writeIfVersion(PRODUCTION, TOKEN, 0, to("one"));
        assertThatThrownBy(() -> writer.writeIfVersion(PRODUCTION, TOKEN, 0, to("two")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("TOKEN of production");
        writer.writeIfVersion(PRODUCTION, TOKEN, 1, to("two"));
        assertThatThrownBy(() -> writer.writeIfVersion(PRODUCTION, TOKEN, 3, to("three")))
                .isInstanceOf(ConflictException.class);

        assertThat(versions(TOKEN)).containsExactly("one", "two");
    }

    @Test
    void putIfVersion_whereAnotherWriterComesInBetween_isAConflict_andPlainPutGoesOn() throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");

        assertThatThrownBy(() -> writer(overtaken(1), ALICE).writeIfVersion(PRODUCTION, TOKEN, 1, to("two")))
                .isInstanceOf(ConflictException.class);
        writer(overtaken(9), ALICE).write(PRODUCTION, TOKEN, to("mine"));

        assertThat(versions(TOKEN)).hasSize(1 + 1 + 9 + 1).endsWith("by bob, 9 of 9", "mine");
    }

    @Test
    void put_thatIsOvertakenTenTimes_isAConflict() throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");

        assertThatThrownBy(() -> writer(overtaken(10), ALICE).write(PRODUCTION, TOKEN, to("mine")))
                .isInstanceOf(ConflictException.class);

        assertThat(versions(TOKEN)).hasSize(11).doesNotContain("mine");
    }

    /** A store on which another writer comes first so many times. */
    private SecretStore overtaken(int times) {
        AtomicInteger count = new AtomicInteger();
        return new DelegatingStore(store) {
            @Override
            public List<SecretWrite> write(List<SecretWrite> writes) {
                if (count.incrementAndGet() <= times) {
                    writer(store, BOB).write(PRODUCTION, TOKEN, to("by bob, " + count + " of " + times));
                }
                return super.write(writes);
            }
        };
    }

    /** One write that succeeded. */
    private record Written(SecretName name, int version, String value) {}

    @Test
    void put_byTwentyWritersAtOnce_losesNothing_andVersionsAreConsecutive() throws Exception {
        int writers = 20;
        int writesEach = 10;
        List<SecretName> names = names("N0", "N1", "N2", "N3", "N4");
        create(PRODUCTION);
        List<SecretStore> stores = List.of(anotherStore(), anotherStore(), anotherStore(), anotherStore());
        List<Callable<List<Written>>> tasks = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int number = i;
            SecretWriter writer = writer(stores.get(i % stores.size()), Actor.parse("writer-" + i));
            tasks.add(() -> {
                List<Written> done = new ArrayList<>();
                for (int j = 0; j < writesEach; j++) {
                    SecretName name = names.get((number + j) % names.size());
                    String value = "write " + j + " of " + number;
                    done.add(new Written(name, putStubbornly(writer, name, value), value));
                }
                return done;
            });
        }

        Map<String, String> reported = new ConcurrentHashMap<>();
        for (List<Written> done : atOnce(tasks)) {
            for (Written write : done) {
                assertThat(reported.put(write.name() + " " + write.version(), write.value()))
                        .as("version %s of %s is one write's", write.version(), write.name())
                        .isNull();
            }
        }

        assertThat(reported).hasSize(writers * writesEach);
        for (SecretName name : names) {
            List<String> versions = versions(name);
            assertThat(versions).hasSize(writers * writesEach / names.size());
            for (int i = 0; i < versions.size(); i++) {
                assertThat(versions.get(i)).isEqualTo(reported.get(name + " " + (i + 1)));
            }
        }
    }

    @Test
    void put_byManyWritersOfOneSecret_writesWhatItReports() throws Exception {
        int writers = 20;
        int writesEach = 4;
        create(PRODUCTION);
        List<SecretStore> stores = List.of(anotherStore(), anotherStore(), anotherStore(), anotherStore());
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            int number = i;
            SecretWriter writer = writer(stores.get(i % stores.size()), Actor.parse("writer-" + i));
            tasks.add(() -> {
                int conflicts = 0;
                for (int j = 0; j < writesEach; j++) {
                    try {
                        writer.write(PRODUCTION, TOKEN, to("write " + j + " of " + number));
                    } catch (ConflictException e) {
                        conflicts++;
                    }
                }
                return conflicts;
            });
        }

        int conflicts = atOnce(tasks).stream().mapToInt(Integer::intValue).sum();

        assertThat(versions(TOKEN)).hasSize(writers * writesEach - conflicts);
        assertThat(conflicts).isLessThan(writers * writesEach / 2);
    }

    /** A conflict after ten tries is an honest answer; this writer asks again. */
    private static int putStubbornly(SecretWriter writer, SecretName name, String value) {
        while (true) {
            try {
                Outcome outcome = writer.write(PRODUCTION, name, to(value));
                assertThat(outcome.isWritten()).isTrue();
                return outcome.secret().orElseThrow().version();
            } catch (ConflictException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void put_whereADocumentIsForeign_isRefused_andOverwritesNothing() {
        create(PRODUCTION);
        put("TOKEN", "one");
        CurrentDocument foreign = document(TOKEN).withCiphertexts("plain text", null);
        replaceWith(foreign);

        for (Runnable attempt : List.<Runnable>of(
                () -> put("TOKEN", "two"),
                () -> write(PRODUCTION, "TOKEN", Content.deletion()),
                () -> new PlanWriter(environments(store), ALICE).plan(PRODUCTION, literals("TOKEN", "two")))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(ForeignSecretException.class)
                    .hasMessageContaining("\"TOKEN\" of production")
                    .hasMessageNotContaining("plain text");
        }
        List<Object> stored = new ArrayList<>();
        store.findSecrets(Selection.all(PRODUCTION), Freshness.PRIMARY, stored::add);
        assertThat(stored).hasSize(1).noneMatch(CurrentDocument.class::isInstance);
    }

    /** Puts a document in the place of the current one, as someone with write access does. */
    private void replaceWith(CurrentDocument document) {
        assertThat(store.deleteSecret(document(document.name()))).isTrue();
        CurrentDocument first = new CurrentDocument(document.id(), document.stored(), 1);
        assertThat(store.write(List.of(new SecretWrite(first, null)))).isEmpty();
    }
}
