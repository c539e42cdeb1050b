// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.ciphertext;
import static dev.kist.spi.StoredSamples.documentId;
import static dev.kist.spi.StoredSamples.former;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static dev.kist.spi.StoredSamples.withEveryField;
import static dev.kist.spi.StoredSamples.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about writes that are carried out each by itself. */
abstract class SecretWriteContract extends StoreContract {
    SecretWriteContract(SecretStoreContract stores) {
        super(stores);
    }

    @Test
    void write_ofANewSecret_isFoundAsItWas() {
        CurrentDocument document = stored(secret("DATABASE_URL"));

        assertThat(current()).containsExactly(document);
        assertThat(history()).isEmpty();
    }

    @Test
    void write_keepsEveryFieldAndMilliseconds() {
        CurrentDocument document = stored(withEveryField(secret("TEMPLATE")));

        assertThat(current()).containsExactly(document);
        assertThat(((CurrentDocument) current().get(0)).createdAt()).hasToString("2026-01-02T03:04:05.678Z");
    }

    @Test
    void write_ofTheNextVersion_keepsTheFormerOneInHistory() {
        CurrentDocument first = stored(withEveryField(secret("TOKEN")));
        stored(secret("OTHER"));
        SecretWrite second = update(first, next(first));

        assertThat(store.write(List.of(second))).isEmpty();

        assertThat(current(Selection.of(ENVIRONMENT, first.name()))).containsExactly(second.next());
        assertThat(history()).containsExactly(formerOf(second));
    }

    @Test
    void write_thatTakesFlagsAndNoteAway_leavesNoneBehind() {
        CurrentDocument first = stored(withEveryField(secret("TOKEN")));
        CurrentDocument plain = withId(next(secret("TOKEN")), first.id());

        assertThat(store.write(List.of(update(first, plain)))).isEmpty();

        assertThat(current()).containsExactly(plain);
    }

    @Test
    void write_withoutAFormerVersion_updatesTheRevisionAlone() {
        CurrentDocument first = stored(secret("TOKEN"));
        CurrentDocument encryptedAgain = revisionAfter(first);

        assertThat(store.write(List.of(new SecretWrite(encryptedAgain, null)))).isEmpty();

        assertThat(current()).containsExactly(encryptedAgain);
        assertThat(history()).isEmpty();
    }

    @Test
    void write_whereTheVeryFormerVersionIsInHistoryAlready_goesOn() {
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite second = update(first, next(first));
        store.write(List.of(second));
        SecretWrite again = new SecretWrite(revisionAfter(second.next()), formerOf(second));

        assertThat(store.write(List.of(again))).isEmpty();

        assertThat(current()).containsExactly(again.next());
        assertThat(history()).containsExactly(formerOf(second));
    }

    @Test
    void write_whereHistoryHasAnotherEntryForTheFormerVersion_isUnconfirmedAndChangesNothing() {
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite second = update(first, next(first));
        store.write(List.of(second));
        FormerDocument kept = formerOf(second);
        CurrentDocument third = revisionAfter(second.next());
        SecretWrite insert = insert(secret("NEW"));
        for (FormerDocument other : List.of(
                withId(kept, documentId()),
                kept.withCiphertexts(ciphertext(40), kept.note()),
                kept.withCiphertexts(kept.value(), ciphertext(20)))) {
            SecretWrite write = new SecretWrite(third, other);

            assertThat(store.write(List.of(write))).containsExactly(write);
        }

        assertThat(store.write(List.of(update(first, third), insert))).hasSize(1);
        assertThat(current()).containsExactly(insert.next(), second.next());
        assertThat(history()).containsExactly(kept);
    }

    @Test
    void write_ofAStaleRevision_isUnconfirmedAndChangesNothing() {
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite second = update(first, next(first));
        store.write(List.of(second));
        SecretWrite late = update(first, next(first));

        assertThat(store.write(List.of(late))).containsExactly(late);

        assertThat(current()).containsExactly(second.next());
        assertThat(history()).containsExactly(formerOf(second));
    }

    @Test
    void write_ofARevisionThatIsNotThereYet_isUnconfirmedAndChangesNothing() {
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite early = new SecretWrite(next(next(first)), null);

        assertThat(store.write(List.of(early))).containsExactly(early);

        assertThat(current()).containsExactly(first);
    }

    @Test
    void write_withAnotherId_isUnconfirmedAndChangesNothing() {
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite write = new SecretWrite(withId(next(first), documentId()), null);

        assertThat(store.write(List.of(write))).containsExactly(write);

        assertThat(current()).containsExactly(first);
    }

    @Test
    void write_withTheIdOfAnotherSecret_isUnconfirmedAndChangesNothing() {
        CurrentDocument one = stored(secret("ONE"));
        CurrentDocument two = stored(secret("TWO"));
        SecretWrite update = new SecretWrite(withId(next(one), two.id()), null);
        SecretWrite insert = insert(withId(secret("THREE"), two.id()));

        assertThat(store.write(List.of(update, insert))).containsExactly(update, insert);

        assertThat(current()).containsExactly(one, two);
    }

    @Test
    void write_updatingASecretThatIsNotThere_isUnconfirmedAndWritesNothing() {
        store.prepareForWriting();
        SecretWrite write = new SecretWrite(next(secret("GONE")), null);

        assertThat(store.write(List.of(write))).containsExactly(write);

        assertThat(current()).isEmpty();
    }

    @Test
    void write_insertingANameThatIsTaken_isUnconfirmedAndChangesNothing() {
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite write = insert(secret("TOKEN"));

        assertThat(store.write(List.of(write))).containsExactly(write);

        assertThat(current()).containsExactly(first);
    }

    @Test
    void write_sentTwice_doesNoMoreThanSentOnce() {
        store.prepareForWriting();
        SecretWrite first = insert(secret("TOKEN"));
        SecretWrite second = update(first.next(), next(first.next()));

        store.write(List.of(first));
        store.write(List.of(first));
        assertThat(current()).containsExactly(first.next());

        store.write(List.of(second));
        store.write(List.of(second));
        assertThat(current()).containsExactly(second.next());
        assertThat(history()).containsExactly(formerOf(second));
    }

    @Test
    void write_ofManyWithSomeThatFail_carriesOutTheOthers() {
        CurrentDocument taken = stored(secret("TAKEN"));
        CurrentDocument old = stored(secret("OLD"));
        SecretWrite duplicate = insert(secret("TAKEN"));
        SecretWrite stale = new SecretWrite(next(next(old)), null);
        SecretWrite fresh = insert(secret("FRESH"));
        SecretWrite update = update(taken, next(taken));

        assertThat(store.write(List.of(duplicate, fresh, stale, update))).containsExactlyInAnyOrder(duplicate, stale);

        assertThat(current()).containsExactly(fresh.next(), old, update.next());
        assertThat(history()).containsExactly(formerOf(update));
    }

    @Test
    void write_ofNothing_isFine() {
        assertThat(store.write(List.of())).isEmpty();
    }

    @Test
    void write_ofManySecretsTwice_keepsThemAll() {
        store.prepareForWriting();
        List<SecretWrite> inserts = IntStream.range(0, many())
                .mapToObj(i -> insert(secret(name(i))))
                .toList();
        List<SecretWrite> updates = inserts.stream()
                .map(write -> update(write.next(), next(write.next())))
                .toList();

        assertThat(store.write(inserts)).isEmpty();
        assertThat(store.write(updates)).isEmpty();

        assertThat(current())
                .containsExactlyElementsOf(
                        updates.stream().<StoredDocument>map(SecretWrite::next).toList());
        assertThat(history())
                .containsExactlyElementsOf(updates.stream()
                        .<StoredDocument>map(SecretWriteContract::formerOf)
                        .toList());
    }

    @Test
    void write_ofTheLargestValues_keepsThem() {
        store.prepareForWriting();
        List<CurrentDocument> large = IntStream.range(0, 4)
                .mapToObj(i ->
                        secret("LARGE_" + i).withCiphertexts(ciphertext(1024 * 1024 + 33), ciphertext(4 * 1024 + 33)))
                .toList();

        assertThat(store.write(large.stream().map(StoredSamples::insert).toList()))
                .isEmpty();
        CurrentDocument next = next(large.get(0)).withCiphertexts(ciphertext(1024 * 1024 + 33), null);
        FormerDocument former = former(large.get(0)).withCiphertexts(ciphertext(1024 * 1024 + 33), null);
        assertThat(store.write(List.of(new SecretWrite(next, former)))).isEmpty();

        assertThat(current()).containsExactly(next, large.get(1), large.get(2), large.get(3));
        assertThat(history()).containsExactly(former);
    }

    @Test
    void write_byTwoAtOnce_oneWins() throws Exception {
        SecretStore other = anotherStore();
        CurrentDocument stored = stored(secret("TOKEN"));
        for (int round = 0; round < 20; round++) {
            SecretWrite mine = update(stored, next(stored));
            SecretWrite others = update(stored, next(stored));

            List<List<SecretWrite>> unconfirmed =
                    atOnce(List.of(() -> store.write(List.of(mine)), () -> other.write(List.of(others))));

            assertThat(unconfirmed).containsOnlyOnce(List.of());
            stored = unconfirmed.get(0).isEmpty() ? mine.next() : others.next();
            assertThat(current()).containsExactly(stored);
        }
        assertThat(history()).hasSize(20);
    }

    @Test
    void write_insertingByTwoAtOnce_oneWins() throws Exception {
        store.prepareForWriting();
        SecretStore other = anotherStore();
        for (int round = 0; round < 10; round++) {
            SecretWrite mine = insert(secret(name(round)));
            SecretWrite others = insert(secret(name(round)));

            List<List<SecretWrite>> unconfirmed =
                    atOnce(List.of(() -> store.write(List.of(mine)), () -> other.write(List.of(others))));

            assertThat(unconfirmed).containsOnlyOnce(List.of());
            assertThat(current(Selection.of(ENVIRONMENT, mine.next().name())))
                    .containsExactly(unconfirmed.get(0).isEmpty() ? mine.next() : others.next());
        }
    }

    @Test
    void oneStore_inManyThreads_losesNothing() throws Exception {
        store.prepareForWriting();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            EnvironmentName environment = EnvironmentName.parse("thread-" + thread);
            tasks.add(() -> {
                for (int i = 0; i < 25; i++) {
                    assertThat(store.write(List.of(insert(secret(environment, name(i))))))
                            .isEmpty();
                    assertThat(current(Selection.all(environment))).hasSize(i + 1);
                }
                return current(Selection.all(environment)).size();
            });
        }

        assertThat(atOnce(tasks)).containsExactly(25, 25, 25, 25);
    }
}
