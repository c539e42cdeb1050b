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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.EnvironmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about writing secrets. */
abstract class SecretWriteContract extends EnvironmentStoreContract {

    /** How many secrets a test writes that is about many: several batches of every store. */
    protected int many() {
        return 1000;
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

    @Test
    void writeAtomically_carriesOutAll() {
        assumeTrue(store.hasTransactions());
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite update = update(first, next(first));
        SecretWrite insert = insert(secret("NEW"));

        assertThat(store.writeAtomically(List.of(update, insert))).isEmpty();

        assertThat(current()).containsExactly(insert.next(), update.next());
        assertThat(history()).containsExactly(formerOf(update));
    }

    @Test
    void writeAtomically_whereOneIsStale_writesNothing() {
        assumeTrue(store.hasTransactions());
        CurrentDocument first = stored(secret("TOKEN"));
        CurrentDocument other = stored(secret("OTHER"));
        SecretWrite update = update(first, next(first));
        SecretWrite insert = insert(secret("NEW"));
        SecretWrite stale = new SecretWrite(next(next(other)), null);

        List<SecretWrite> all = List.of(insert, update, stale);
        assertThat(store.writeAtomically(all)).isEqualTo(all);

        assertThat(current()).containsExactly(other, first);
        assertThat(history()).isEmpty();
    }

    @Test
    void writeAtomically_whereOneNameIsTaken_writesNothing() {
        assumeTrue(store.hasTransactions());
        CurrentDocument first = stored(secret("TOKEN"));
        CurrentDocument other = stored(secret("OTHER"));

        List<SecretWrite> all = List.of(update(first, next(first)), insert(secret("NEW")), insert(secret("OTHER")));
        assertThat(store.writeAtomically(all)).isEqualTo(all);

        assertThat(current()).containsExactly(other, first);
        assertThat(history()).isEmpty();
    }

    @Test
    void writeAtomically_whereTheVeryFormerVersionIsInHistoryAlready_goesOn() {
        assumeTrue(store.hasTransactions());
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite second = update(first, next(first));
        store.write(List.of(second));
        SecretWrite again = new SecretWrite(revisionAfter(second.next()), formerOf(second));
        SecretWrite insert = insert(secret("NEW"));

        assertThat(store.writeAtomically(List.of(again, insert))).isEmpty();

        assertThat(current()).containsExactly(insert.next(), again.next());
        assertThat(history()).containsExactly(formerOf(second));
    }

    @Test
    void writeAtomically_whereHistoryHasAnotherEntryForAFormerVersion_writesNothing() {
        assumeTrue(store.hasTransactions());
        CurrentDocument first = stored(secret("TOKEN"));
        SecretWrite second = update(first, next(first));
        store.write(List.of(second));

        List<SecretWrite> all = List.of(insert(secret("NEW")), update(first, revisionAfter(second.next())));
        assertThat(store.writeAtomically(all)).isEqualTo(all);

        assertThat(current()).containsExactly(second.next());
        assertThat(history()).containsExactly(formerOf(second));
    }

    @Test
    void writeAtomically_ofFiveHundredVersions_keepsThemAll() {
        assumeTrue(store.hasTransactions());
        store.prepareForWriting();
        List<SecretWrite> inserts =
                IntStream.range(0, 500).mapToObj(i -> insert(secret(name(i)))).toList();
        List<SecretWrite> updates = inserts.stream()
                .map(write -> update(write.next(), next(write.next())))
                .toList();

        assertThat(store.writeAtomically(inserts)).isEmpty();
        assertThat(store.writeAtomically(updates)).isEmpty();

        assertThat(current()).hasSize(500);
        assertThat(history()).hasSize(500);
    }

    @Test
    void writeAtomically_byTwoAtOnce_isAllOfOneOrAllOfTheOther() throws Exception {
        assumeTrue(store.hasTransactions());
        SecretStore other = anotherStore();
        CurrentDocument a = stored(secret("A"));
        CurrentDocument b = stored(secret("B"));
        List<SecretWrite> mine = List.of(update(a, next(a)), update(b, next(b)));
        List<SecretWrite> others = List.of(update(b, next(b)), update(a, next(a)));

        List<List<SecretWrite>> unconfirmed =
                atOnce(List.of(() -> store.writeAtomically(mine), () -> other.writeAtomically(others)));

        assertThat(unconfirmed).containsOnlyOnce(List.of());
        List<SecretWrite> won = unconfirmed.get(0).isEmpty() ? mine : others;
        assertThat(current())
                .containsExactlyInAnyOrder(won.get(0).next(), won.get(1).next());
        assertThat(history()).containsExactlyInAnyOrder(formerOf(won.get(0)), formerOf(won.get(1)));
    }

    @Test
    void writeAtomically_withoutTransactions_isNotSupported() {
        assumeFalse(store.hasTransactions());

        assertThatThrownBy(() -> store.writeAtomically(List.of(insert(secret("A")))))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void replaceFormers_asExpected_replacesThem() {
        FormerDocument one = storedFormer("TOKEN", 1);
        FormerDocument two = storedFormer("TOKEN", 2);
        FormerDocument other = storedFormer("OTHER", 1);
        FormerReplacement first = new FormerReplacement(one, one.withCiphertexts(ciphertext(40), ciphertext(20)));
        FormerReplacement second = new FormerReplacement(other, other.withCiphertexts(ciphertext(40), null));

        assertThat(store.replaceFormers(List.of(first, second))).isEmpty();

        assertThat(history()).containsExactly(second.next(), first.next(), two);
        assertThat(store.replaceFormers(List.of(new FormerReplacement(first.next(), one))))
                .isEmpty();
        assertThat(history()).containsExactly(second.next(), one, two);
        assertThat(store.replaceFormers(List.of())).isEmpty();
    }

    @Test
    void replaceFormers_notAsExpected_areUnconfirmedAndTheOthersReplaced() {
        FormerDocument stored = storedFormer("TOKEN", 1);
        FormerDocument other = storedFormer("OTHER", 1);
        FormerDocument wanted = stored.withCiphertexts(ciphertext(40), null);
        FormerReplacement anotherValue =
                new FormerReplacement(stored.withCiphertexts(ciphertext(40), stored.note()), wanted);
        FormerReplacement anotherNote =
                new FormerReplacement(stored.withCiphertexts(stored.value(), ciphertext(20)), wanted);
        DocumentId id = documentId();
        FormerReplacement anotherId = new FormerReplacement(withId(stored, id), withId(wanted, id));
        FormerReplacement fine = new FormerReplacement(other, other.withCiphertexts(ciphertext(40), null));

        assertThat(store.replaceFormers(List.of(anotherValue, anotherNote, fine, anotherId)))
                .containsExactlyInAnyOrder(anotherValue, anotherNote, anotherId);

        assertThat(history()).containsExactly(fine.next(), stored);
    }

    @Test
    void replaceFormers_sentTwice_haveHappened() {
        FormerDocument one = storedFormer("TOKEN", 1);
        FormerDocument two = storedFormer("TOKEN", 2);
        List<FormerReplacement> replacements = Stream.of(one, two)
                .map(former -> new FormerReplacement(former, former.withCiphertexts(ciphertext(40), ciphertext(20))))
                .toList();

        store.replaceFormers(replacements.subList(0, 1));

        assertThat(store.replaceFormers(replacements)).isEmpty();
        assertThat(store.replaceFormers(replacements)).isEmpty();
        assertThat(history())
                .containsExactlyElementsOf(
                        replacements.stream().map(FormerReplacement::next).toList());
    }

    @Test
    void replaceFormers_ofMany_replacesAllButWhatIsNotAsExpected() {
        int middle = many() / 2;
        List<FormerDocument> formers = manyFormers();
        List<FormerReplacement> replacements = new ArrayList<>(formers.stream()
                .map(former -> new FormerReplacement(former, former.withCiphertexts(ciphertext(40), null)))
                .toList());
        FormerDocument changed = formers.get(middle).withCiphertexts(ciphertext(40), null);
        replacements.set(middle, new FormerReplacement(changed, changed.withCiphertexts(ciphertext(40), null)));

        assertThat(store.replaceFormers(replacements)).containsExactly(replacements.get(middle));

        List<StoredDocument> expected = new ArrayList<>(
                replacements.stream().map(FormerReplacement::next).toList());
        expected.set(middle, formers.get(middle));
        assertThat(history()).isEqualTo(expected);
    }

    @Test
    void deleteFormer_removesWhatIsAsGiven() {
        FormerDocument one = storedFormer("TOKEN", 1);
        FormerDocument two = storedFormer("TOKEN", 2);
        FormerDocument other = storedFormer("OTHER", 1);

        assertThat(store.deleteFormer(List.of(one, two.withCiphertexts(ciphertext(40), null))))
                .isEqualTo(1);
        assertThat(history()).containsExactly(other, two);

        assertThat(store.deleteFormer(List.of(one, two, other))).isEqualTo(2);
        assertThat(history()).isEmpty();
        assertThat(store.deleteFormer(List.of())).isZero();
    }

    @Test
    void deleteFormer_ofMany_removesThem() {
        assertThat(store.deleteFormer(manyFormers())).isEqualTo(many());

        assertThat(history()).isEmpty();
        assertThat(current()).hasSize(many());
    }

    @Test
    void deleteSecret_ofThatRevision_removesItAlone() {
        CurrentDocument first = stored(secret("TOKEN"));
        CurrentDocument neighbour = stored(secret("TOKEN2"));
        SecretWrite second = update(first, next(first));
        store.write(List.of(second));

        assertThat(store.deleteSecret(first)).isFalse();
        assertThat(store.deleteSecret(withId(second.next(), documentId()))).isFalse();
        assertThat(current()).containsExactly(second.next(), neighbour);

        assertThat(store.deleteSecret(second.next())).isTrue();
        assertThat(store.deleteSecret(second.next())).isFalse();
        assertThat(current()).containsExactly(neighbour);
        assertThat(history()).containsExactly(formerOf(second));
    }

    final CurrentDocument stored(CurrentDocument document) {
        store.prepareForWriting();
        assertThat(store.write(List.of(insert(document)))).isEmpty();
        return document;
    }

    /** A former version in history of a secret whose current version is the one after it. */
    final FormerDocument storedFormer(String name, int version) {
        CurrentDocument current = version == 1
                ? stored(secret(name))
                : (CurrentDocument)
                        current(Selection.of(ENVIRONMENT, secret(name).name())).get(0);
        SecretWrite write = update(current, next(current));
        assertThat(store.write(List.of(write))).isEmpty();
        return formerOf(write);
    }

    /** The former versions of a thousand secrets that have two versions, ordered by name. */
    private List<FormerDocument> manyFormers() {
        store.prepareForWriting();
        List<SecretWrite> inserts = IntStream.range(0, many())
                .mapToObj(i -> insert(secret(name(i))))
                .toList();
        List<SecretWrite> updates = inserts.stream()
                .map(write -> update(write.next(), next(write.next())))
                .toList();
        store.write(inserts);
        store.write(updates);
        return updates.stream().map(SecretWriteContract::formerOf).toList();
    }

    static FormerDocument formerOf(SecretWrite write) {
        FormerDocument former = write.former();
        if (former == null) {
            throw new IllegalArgumentException("replaces no version");
        }
        return former;
    }

    static String name(int i) {
        return "NAME_%05d".formatted(i);
    }

    private static CurrentDocument revisionAfter(CurrentDocument document) {
        return new CurrentDocument(
                document.id(),
                document.stored().withCiphertexts(ciphertext(40), document.note()),
                document.revision() + 1);
    }
}
