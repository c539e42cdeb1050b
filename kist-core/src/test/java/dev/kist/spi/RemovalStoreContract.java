// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.ciphertext;
import static dev.kist.spi.StoredSamples.documentId;
import static dev.kist.spi.StoredSamples.former;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static dev.kist.spi.StoredSamples.withId;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about replacing and removing what is stored. */
abstract class RemovalStoreContract extends StoreContract {
    RemovalStoreContract(SecretStoreContract stores) {
        super(stores);
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
        return updates.stream().map(StoreContract::formerOf).toList();
    }
}
