// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.documentId;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static dev.kist.spi.StoredSamples.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import dev.kist.spi.SecretStoreContract.Place;
import dev.kist.spi.Selection.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about reading secrets. */
abstract class SecretReadContract extends StoreContract {
    SecretReadContract(SecretStoreContract stores) {
        super(stores);
    }

    private static final EnvironmentName OTHER = EnvironmentName.parse("Development");

    @Test
    void findSecrets_ofNames_givesTheseInOrder() {
        CurrentDocument b = stored(secret("B"));
        CurrentDocument a = stored(secret("A"));
        stored(secret("C"));
        stored(secret(OTHER, "A"));

        assertThat(current(Selection.of(ENVIRONMENT, names("B", "MISSING", "A"))))
                .containsExactly(a, b);
        assertThat(current(Selection.of(ENVIRONMENT, List.of()))).isEmpty();
        assertThat(current(Selection.of(EnvironmentName.parse("elsewhere"), names("A"))))
                .isEmpty();
    }

    @Test
    void findSecrets_ofAThousandNames_givesTheThousand() {
        store.prepareForWriting();
        store.write(
                IntStream.range(0, 1100).mapToObj(i -> insert(secret(name(i)))).toList());

        List<SecretName> names = IntStream.range(0, 1000)
                .mapToObj(i -> SecretName.parse(name(i)))
                .toList();
        assertThat(current(Selection.of(ENVIRONMENT, names))).hasSize(1000);
    }

    @Test
    void names_areCaseSensitive_andOrderedByCharacter() {
        String longest = "z".repeat(255);
        List<String> ordered = List.of("B", "_x", "a", "a-b", "a.b", "a.b.c", "aB", "a_b", "ab", "b", longest);
        for (String name : ordered) {
            stored(secret(name));
        }

        assertThat(current()).extracting(StoredDocument::key).containsExactlyElementsOf(ordered);
        for (String name : ordered) {
            assertThat(current(Selection.of(ENVIRONMENT, SecretName.parse(name))))
                    .extracting(StoredDocument::key)
                    .containsExactly(name);
        }
    }

    @Test
    void environments_areKeptApart() {
        CurrentDocument mine = stored(secret("TOKEN"));
        CurrentDocument others = stored(secret(OTHER, "TOKEN"));
        SecretWrite write = update(others, next(others));
        store.write(List.of(write));

        assertThat(current()).containsExactly(mine);
        assertThat(history()).isEmpty();
        assertThat(current(Selection.all(OTHER))).containsExactly(write.next());
        assertThat(history(Selection.all(OTHER))).containsExactly(formerOf(write));
    }

    @Test
    void findSecrets_inPages_givesEachOnce() {
        store.prepareForWriting();
        store.write(
                IntStream.range(0, 25).mapToObj(i -> insert(secret(name(i)))).toList());

        List<StoredDocument> paged = new ArrayList<>();
        Position after = null;
        List<Integer> sizes = new ArrayList<>();
        List<StoredDocument> page;
        do {
            page = current(Selection.all(ENVIRONMENT).page(after, 10));
            paged.addAll(page);
            sizes.add(page.size());
            if (!page.isEmpty()) {
                after = new Position(page.get(page.size() - 1).key(), 1);
            }
        } while (!page.isEmpty());

        assertThat(paged).isEqualTo(current());
        assertThat(sizes).containsExactly(10, 10, 5, 0);
    }

    @Test
    void findSecrets_ofNamesInPages_givesThese() {
        for (String name : List.of("A", "B", "C", "D")) {
            stored(secret(name));
        }
        Selection selection = Selection.of(ENVIRONMENT, names("A", "B", "D"));

        assertThat(current(selection.page(new Position("A", 99), 1)))
                .extracting(StoredDocument::key)
                .containsExactly("B");
        assertThat(current(selection.page(new Position("BB", 1), 5)))
                .extracting(StoredDocument::key)
                .containsExactly("D");
    }

    @Test
    void findHistory_isInOrderOfNameThenVersionAsNumber() {
        for (int version = 1; version <= 11; version++) {
            storedFormer("TOKEN", version);
        }
        storedFormer("OTHER", 1);

        assertThat(history()).hasSize(12);
        assertThat(history().get(0).key()).isEqualTo("OTHER");
        assertThat(versions(history(Selection.of(ENVIRONMENT, SecretName.parse("TOKEN")))))
                .isEqualTo(IntStream.rangeClosed(1, 11).boxed().toList());
    }

    @Test
    void findHistory_inPages_goesOnWithinOneName() {
        for (int version = 1; version <= 5; version++) {
            storedFormer("TOKEN", version);
        }
        storedFormer("OTHER", 1);
        storedFormer("ZULU", 1);
        List<StoredDocument> all = history();

        assertThat(history(Selection.all(ENVIRONMENT).page(null, 3))).isEqualTo(all.subList(0, 3));
        assertThat(history(Selection.all(ENVIRONMENT).page(new Position("TOKEN", 2), 3)))
                .isEqualTo(all.subList(3, 6));
        assertThat(history(Selection.all(ENVIRONMENT).page(new Position("TOKEN", 5), 3)))
                .isEqualTo(all.subList(6, 7));
        assertThat(history(Selection.of(ENVIRONMENT, SecretName.parse("TOKEN")).page(new Position("TOKEN", 4), 9)))
                .isEqualTo(all.subList(5, 6));
    }

    @Test
    void findSecrets_whoseConsumerWrites_goesOn() {
        store.prepareForWriting();
        store.write(
                IntStream.range(0, 300).mapToObj(i -> insert(secret(name(i)))).toList());

        List<String> seen = new ArrayList<>();
        store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, found -> {
            CurrentDocument document = (CurrentDocument) found;
            assertThat(store.write(List.of(update(document, next(document))))).isEmpty();
            assertThat(current(Selection.of(ENVIRONMENT, document.name()))).hasSize(1);
            seen.add(found.key());
        });

        assertThat(seen)
                .isEqualTo(IntStream.range(0, 300)
                        .mapToObj(SecretWriteContract::name)
                        .toList());
        assertThat(versions(current())).hasSize(300).containsOnly(2);
        assertThat(history()).hasSize(300);
    }

    @Test
    void findSecrets_whoseConsumerThrows_letsItThroughAndWorksOn() {
        stored(secret("A"));
        stored(secret("B"));

        assertThatThrownBy(() -> store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, found -> {
                    throw new IllegalStateException("of the consumer");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the consumer");

        stored(secret("C"));
        assertThat(current()).hasSize(3);
    }

    @Test
    void findSecrets_namesForeignDocuments_amongTheOthers() {
        CurrentDocument ours = stored(secret("OURS"));
        insertRaw(Place.CURRENT, sixFields("PLAIN", null));
        insertRaw(Place.CURRENT, Map.of("environment", "development", "anything", 1.5));
        insertRaw(Place.CURRENT, changed(secret("AGE"), "updated_at", "yesterday"));
        insertRaw(Place.CURRENT, changed(secret("BIG"), "version", 1L << 40));
        insertRaw(Place.CURRENT, changed(secret("FLAG"), "deleted", 1));
        insertRaw(Place.CURRENT, changed(secret("NULL"), "note", null));
        insertRaw(Place.CURRENT, changed(secret("NOREV"), "revision", 0));
        insertRaw(Place.CURRENT, changed(secret("ODD"), "key", "an odd name"));
        insertRaw(Place.CURRENT, changed(secret("MORE"), "environment", "elsewhere"));

        List<StoredDocument> found = current();

        assertThat(found).hasSize(9).contains(ours);
        assertThat(found)
                .filteredOn(ForeignDocument.class::isInstance)
                .extracting(StoredDocument::key)
                .containsExactlyInAnyOrder("PLAIN", "(no name)", "AGE", "BIG", "FLAG", "NULL", "NOREV", "an odd name");
        assertThat(found.get(found.size() - 1).key()).isEqualTo("an odd name");
        assertThat(current(Selection.of(ENVIRONMENT, names("PLAIN", "OURS"))))
                .extracting(StoredDocument::key)
                .containsExactly("OURS", "PLAIN");
    }

    @Test
    void findSecrets_withFieldsThatAreNotOfKist_readsTheRest() {
        store.prepareForWriting();
        CurrentDocument document = secret("TOKEN");
        insertRaw(Place.CURRENT, changed(document, "remark", "by hand"));

        assertThat(current()).containsExactly(document);
    }

    @Test
    void findHistory_namesForeignDocuments() {
        FormerDocument former = storedFormer("TOKEN", 1);
        insertRaw(Place.HISTORY, sixFields("TOKEN", null));
        Map<String, Object> text = new HashMap<>(DocumentFields.of(StoredSamples.former(secret("TOKEN"))));
        text.put("version", "1");
        insertRaw(Place.HISTORY, text);

        assertThat(history()).hasSize(3).contains(former);
        assertThat(history()).filteredOn(ForeignDocument.class::isInstance).hasSize(2);
    }

    @Test
    void findHistory_behindAPlace_givesForeignDocumentsByTheirVersion() {
        FormerDocument former = storedFormer("TOKEN", 1);
        insertRaw(Place.HISTORY, Map.of("environment", "development", "key", "TOKEN", "value", "clear", "version", 7));
        Selection token = Selection.of(ENVIRONMENT, former.name());

        assertThat(history(token.page(new Selection.Position("TOKEN", 6), 10)))
                .singleElement()
                .isInstanceOf(ForeignDocument.class);
        assertThat(history(token.page(new Selection.Position("TOKEN", 7), 10))).isEmpty();
    }

    @Test
    void write_overAForeignDocument_isUnconfirmedAndLeavesIt() {
        store.prepareForWriting();
        DocumentId id = documentId();
        insertRaw(Place.CURRENT, sixFields("PLAIN", id));
        SecretWrite insert = insert(secret("PLAIN"));
        SecretWrite update = new SecretWrite(withId(next(secret("PLAIN")), id), null);
        SecretWrite fine = insert(secret("FINE"));

        assertThat(store.write(List.of(insert, fine, update))).containsExactlyInAnyOrder(insert, update);
        assertThat(store.deleteSecret(withId(secret("PLAIN"), id))).isFalse();

        assertThat(current()).hasSize(2).contains(fine.next());
        assertThat(current().get(1)).isInstanceOf(ForeignDocument.class);
    }

    /** A document as programs wrote it that know no Kist. */
    private static Map<String, Object> sixFields(String name, @Nullable DocumentId id) {
        Map<String, Object> fields = new HashMap<>();
        if (id != null) {
            fields.put("_id", id);
        }
        fields.put("key", name);
        fields.put("value", "in the clear");
        fields.put("environment", "development");
        fields.put("created_at", Instant.EPOCH);
        fields.put("updated_at", Instant.EPOCH);
        return fields;
    }

    private static Map<String, Object> changed(CurrentDocument document, String field, @Nullable Object value) {
        Map<String, Object> fields = new HashMap<>(DocumentFields.of(document));
        fields.put(field, value);
        return fields;
    }

    private static List<SecretName> names(String... names) {
        return Arrays.stream(names).map(SecretName::parse).toList();
    }

    private static List<Integer> versions(List<StoredDocument> documents) {
        return documents.stream()
                .map(document -> ((SecretDocument) document).version())
                .toList();
    }
}
