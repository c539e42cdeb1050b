// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.ciphertext;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.spi.SecretStoreContract.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;

/** What the parts of {@link SecretStoreContract} share. */
abstract class StoreContract {
    private final SecretStoreContract stores;
    private final List<SecretStore> opened = new ArrayList<>();

    /** The store under test, freshly opened, on data that does not exist yet. */
    SecretStore store;

    StoreContract(SecretStoreContract stores) {
        this.stores = stores;
        this.store = anotherStore();
    }

    @AfterEach
    void close() {
        opened.forEach(SecretStore::close);
    }

    final SecretStore anotherStore() {
        SecretStore another = stores.openStore();
        opened.add(another);
        return another;
    }

    final void insertRaw(Place place, Map<String, ?> fields) {
        stores.insertRaw(place, fields);
    }

    final boolean nothingExists() {
        return stores.nothingExists();
    }

    /** How many secrets a test writes that is about many. */
    final int many() {
        return stores.many();
    }

    final List<StoredDocument> current(Selection selection) {
        List<StoredDocument> found = new ArrayList<>();
        store.findSecrets(selection, Freshness.PRIMARY, found::add);
        return found;
    }

    final List<StoredDocument> current() {
        return current(Selection.all(StoredSamples.ENVIRONMENT));
    }

    final List<StoredDocument> history(Selection selection) {
        List<StoredDocument> found = new ArrayList<>();
        store.findHistory(selection, Freshness.PRIMARY, found::add);
        return found;
    }

    final List<StoredDocument> history() {
        return history(Selection.all(StoredSamples.ENVIRONMENT));
    }

    /** What the tasks give when they begin at the same moment, each in its own thread. */
    static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        return Race.of(Duration.ofMinutes(1), tasks);
    }

    /** Stores the document. */
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

    /** The revision after {@code document}, of the same version: encrypted again. */
    static CurrentDocument revisionAfter(CurrentDocument document) {
        return new CurrentDocument(
                document.id(),
                document.stored().withCiphertexts(ciphertext(40), document.note()),
                document.revision() + 1);
    }
}
