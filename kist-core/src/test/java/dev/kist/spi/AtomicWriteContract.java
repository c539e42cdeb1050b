// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about writes in one transaction. */
abstract class AtomicWriteContract extends StoreContract {
    AtomicWriteContract(SecretStoreContract stores) {
        super(stores);
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
}
