// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.documentId;
import static dev.kist.spi.StoredSamples.former;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.withEveryField;
import static dev.kist.spi.StoredSamples.withId;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about documents that are inserted as they are. */
abstract class InsertContract extends StoreContract {
    InsertContract(SecretStoreContract stores) {
        super(stores);
    }

    @Test
    void insertSecrets_keepsRevisionVersionAndEveryField() {
        CurrentDocument plain = next(next(secret("A")));
        CurrentDocument full = withEveryField(next(secret("B")));
        store.prepareForWriting();

        assertThat(store.insertSecrets(List.of(plain, full))).isEmpty();
        assertThat(store.insertFormers(List.of(former(full)))).isEmpty();

        assertThat(current()).containsExactly(plain, full);
        assertThat(history()).hasSize(1);
    }

    @Test
    void inserts_sentTwice_doNoMoreThanSentOnce() {
        CurrentDocument document = next(secret("A"));
        FormerDocument former = former(secret("A"));
        store.prepareForWriting();

        for (int i = 0; i < 2; i++) {
            assertThat(store.insertSecrets(List.of(document))).isEmpty();
            assertThat(store.insertFormers(List.of(former))).isEmpty();
        }

        assertThat(current()).containsExactly(document);
        assertThat(history()).containsExactly(former);
    }

    @Test
    void inserts_whereAnotherIsInThePlace_areRefused_andTheOthersInserted() {
        CurrentDocument there = stored(secret("A"));
        CurrentDocument sameName = withId(next(there), documentId());
        CurrentDocument otherRevision = next(there);
        CurrentDocument fine = secret("B");
        FormerDocument formerThere = former(there);
        store.insertFormers(List.of(formerThere));
        FormerDocument another = former(there);
        FormerDocument fineFormer = former(fine);

        assertThat(store.insertSecrets(List.of(sameName, fine, otherRevision)))
                .containsExactlyInAnyOrder(sameName, otherRevision);
        assertThat(store.insertFormers(List.of(another, fineFormer))).containsExactly(another);

        assertThat(current()).containsExactly(there, fine);
        assertThat(history()).containsExactly(formerThere, fineFormer);
    }

    @Test
    void inserts_ofMany_andOfNone_areFine() {
        List<CurrentDocument> many =
                IntStream.range(0, many()).mapToObj(i -> next(secret(name(i)))).toList();
        List<FormerDocument> formers = new ArrayList<>();
        many.forEach(document -> formers.add(former(document)));
        store.prepareForWriting();

        assertThat(store.insertSecrets(many)).isEmpty();
        assertThat(store.insertFormers(formers)).isEmpty();
        assertThat(store.insertSecrets(List.of())).isEmpty();
        assertThat(store.insertFormers(List.of())).isEmpty();

        assertThat(current()).isEqualTo(many);
        assertThat(history()).isEqualTo(formers);
    }
}
