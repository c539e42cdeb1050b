// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.DecryptionFailedException;
import dev.kist.KistException.Reason;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The part of {@link HistoryContract} about reading: all versions are there, and what was tampered with is found and named. */
abstract class HistoryReadContract extends HistoryFixture {
    HistoryReadContract(HistoryContract stores) {
        super(stores);
    }

    @Test
    void read_givesAllVersionsAscending() {
        set(TOKEN, "one");
        set(TOKEN, "two");
        delete(TOKEN);
        set(TOKEN, "four");
        set(OTHER, "x");

        SecretHistory history = reader.read(ENVIRONMENT, TOKEN);

        assertThat(history.versions()).extracting(Secret::version).containsExactly(1, 2, 3, 4);
        assertThat(values(history)).containsExactly("one", "two", "", "four");
        assertThat(history.versions()).extracting(Secret::isDeleted).containsExactly(false, false, true, false);
        assertThat(history.version(2).value().text()).isEqualTo("two");
        assertThat(history.toString()).doesNotContain("four");
    }

    @Test
    void read_ofWhatWasNeverWritten_isNotFoundAndOffersANearName() {
        set(TOKEN, "one");

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, SecretName.parse("TOKEM")))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.hint()).contains("did you mean TOKEN?"));
    }

    @Test
    void version_thatIsNotThere_isNotFoundAndSaysWhichAre() {
        set(TOKEN, "one");
        set(TOKEN, "two");
        store.deleteFormer(List.of(formers(TOKEN).get(0)));
        SecretHistory history = reader.read(ENVIRONMENT, TOKEN);

        assertThatThrownBy(() -> history.version(1))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("version 1 any more: it was pruned");
        assertThatThrownBy(() -> history.version(3)).hasMessageEndingWith("has no version 3");
        assertThatThrownBy(() -> history.version(0)).hasMessageEndingWith("has no version 0");
    }

    @Test
    void readAll_givesDeletedSecretsToo_orderedByName() {
        set(TOKEN, "one");
        set(OTHER, "x");
        delete(OTHER);

        Histories all = readAll();

        assertThat(all.requireAll().keySet()).containsExactly(OTHER, TOKEN);
        assertThat(all.secrets()).hasEntrySatisfying(OTHER, history -> assertThat(
                        history.current().isDeleted())
                .isTrue());
    }

    @Test
    void read_whereTheOldestWerePruned_beginsLater() {
        versions(TOKEN, 5);
        store.deleteFormer(formers(TOKEN).subList(0, 2));

        SecretHistory history = reader.read(ENVIRONMENT, TOKEN);

        assertThat(history.oldest().version()).isEqualTo(3);
        assertThat(history.current().version()).isEqualTo(5);
    }

    @Test
    void read_afterAWriterWasStoppedBetweenItsTwoWrites_ignoresWhatItLeft() {
        set(TOKEN, "one");
        set(TOKEN, "two");
        insertFormer(open.encryptFormer(current(TOKEN), newId()));

        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("one", "two");
    }

    @Test
    void write_overWhatAStoppedWriterLeft_isDone_howeverLongThatTakesToRead() {
        set(TOKEN, "one");
        insertFormer(open.encryptFormer(current(TOKEN), newId()));
        SecretStore far = new DelegatingStore(store) {
            @Override
            public Duration timeout() {
                return Duration.ofMillis(1);
            }

            @Override
            public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                super.findHistory(selection, freshness, consumer);
            }
        };

        new SecretWriter(on(far), ACTOR).write(ENVIRONMENT, TOKEN, current -> Optional.of(literal("two")));

        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("one", "two");
    }

    @Test
    void read_whereAVersionIsMissing_isNamed() {
        versions(TOKEN, 4);
        set(OTHER, "x");
        store.deleteFormer(List.of(formers(TOKEN).get(1)));

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessage("version 2 of secret TOKEN of development is missing from its history");
        assertThat(readAll().failures()).containsOnlyKeys("TOKEN");
        assertThat(readAll().secrets()).containsOnlyKeys(OTHER);
    }

    @Test
    void read_whereTheNewestFormerVersionIsMissing_isNamed() {
        versions(TOKEN, 4);
        store.deleteFormer(List.of(formers(TOKEN).get(2)));

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .hasMessage("version 3 of secret TOKEN of development is missing from its history");
    }

    @Test
    void read_whereAFormerVersionHasChangedFields_isNamed() {
        versions(TOKEN, 3);
        FormerDocument second = formers(TOKEN).get(1);
        Map<String, Object> fields = DocumentFields.of(second);
        Map<String, Object> forgeries = Map.of(
                "value",
                second.value().replaceFirst(".$", "x"),
                "updated_at",
                second.updatedAt().plusMillis(1),
                "updated_by",
                "mallory@elsewhere",
                "template",
                true,
                "deleted",
                true,
                "note",
                fields.get("value"));
        for (Map.Entry<String, Object> forgery : forgeries.entrySet()) {
            Map<String, Object> forged = new HashMap<>(fields);
            forged.put(forgery.getKey(), forgery.getValue());
            store.deleteFormer(formers(TOKEN).subList(1, 2));
            insertHistory(forged);

            assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                    .as(forgery.getKey())
                    .isInstanceOf(DecryptionFailedException.class)
                    .hasMessageStartingWith("version 2 of secret TOKEN of development does not decrypt");
        }
    }

    @Test
    void read_whereAFormerVersionHasAnotherTimeOfCreation_missesIt() {
        versions(TOKEN, 3);
        FormerDocument second = formers(TOKEN).get(1);
        store.deleteFormer(List.of(second));
        Map<String, Object> forged = new HashMap<>(DocumentFields.of(second));
        forged.put("created_at", second.createdAt().plusMillis(1));
        insertHistory(forged);

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .hasMessage("version 2 of secret TOKEN of development is missing from its history");
    }

    @Test
    void read_whereFormerVersionsAreSwapped_isNamed() {
        versions(TOKEN, 3);
        versions(OTHER, 3);
        FormerDocument ours = formers(TOKEN).get(1);
        FormerDocument others = formers(OTHER).get(1);
        store.deleteFormer(List.of(ours));
        Map<String, Object> moved = new HashMap<>(DocumentFields.of(others));
        moved.put("_id", newId());
        moved.put("key", "TOKEN");
        moved.put("created_at", ours.createdAt());
        insertHistory(moved);

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageStartingWith("version 2 of secret TOKEN of development does not decrypt");
        assertThat(reader.read(ENVIRONMENT, OTHER).versions()).hasSize(3);
    }

    @Test
    void read_whereTheCurrentVersionPosesAsAFormerOne_isNamed() {
        versions(TOKEN, 2);
        CurrentDocument current = document(TOKEN);
        set(TOKEN, "three");
        FormerDocument second = formers(TOKEN).get(1);
        store.deleteFormer(List.of(second));
        Map<String, Object> posing = new HashMap<>(DocumentFields.of(current));
        posing.put("_id", newId());
        insertHistory(posing);

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .hasMessageStartingWith("version 2 of secret TOKEN of development does not decrypt");
    }

    @Test
    void read_whereHistoryIsNewerThanTheCurrentVersion_isNamed() {
        versions(TOKEN, 3);
        FormerDocument second = formers(TOKEN).get(1);
        CurrentDocument third = document(TOKEN);
        Secret past = decryptFormer(second);
        // The document of version 2, put back.
        store.write(List.of(new SecretWrite(open.encryptCurrent(past, third.id(), third.revision() + 1), null)));
        insertFormer(open.encryptFormer(withVersion(past, 4), newId()));

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("version 4 of secret TOKEN of development is in its history, but the current"
                        + " document has version 2");
    }

    @Test
    void read_whereHistoryHasADocumentOfSomeoneElse_isNamed() {
        versions(TOKEN, 2);
        set(OTHER, "x");
        insertHistory(Map.of("key", "TOKEN", "environment", "development", "value", "in the clear", "version", 7));

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .hasMessageContaining("the history of secret \"TOKEN\" of development cannot be read")
                .hasMessageNotContaining("in the clear");
        assertThat(readAll().secrets()).containsOnlyKeys(OTHER);
    }

    @Test
    void read_whereAFormerVersionHasADekThatNobodyKnows_isNamed() {
        versions(TOKEN, 3);
        set(OTHER, "x");
        FormerDocument second = formers(TOKEN).get(1);
        // k1. and base64url of 01 00000063 ...: DEK 99.
        String value = second.value();
        FormerDocument forged = second.withCiphertexts("k1.AQAAAGM" + value.substring(10), second.note());
        store.deleteFormer(List.of(second));
        insertFormer(forged);

        assertThatThrownBy(() -> reader.read(ENVIRONMENT, TOKEN))
                .isInstanceOf(DecryptionFailedException.class)
                .hasMessageContaining("version 2 of secret TOKEN of development")
                .hasMessageContaining("the environment's key 99");
        assertThat(readAll().secrets()).containsOnlyKeys(OTHER);
    }

    @Test
    void readAt_givesWhatWasCurrentThen() {
        Instant beforeAll = store.now().minusMillis(1);
        Instant one = set(TOKEN, "one").updatedAt();
        set(OTHER, "x");
        Instant two = set(TOKEN, "two").updatedAt();
        Instant three = delete(TOKEN).updatedAt();
        Instant four = set(TOKEN, "four").updatedAt();

        assertThat(at(beforeAll).find(TOKEN)).isEmpty();
        assertThat(at(one.minusMillis(1)).names()).isEmpty();
        assertThat(at(one).value(TOKEN).text()).isEqualTo("one");
        assertThat(at(two.minusMillis(1)).value(TOKEN).text()).isEqualTo("one");
        assertThat(at(two).value(TOKEN).text()).isEqualTo("two");
        assertThat(at(three).names()).containsExactly(OTHER);
        assertThat(at(four).values()).hasSize(2);
        assertThat(at(four.plusSeconds(3600)).value(TOKEN).text()).isEqualTo("four");
    }

    /** Versions of one secret never have the same time, those of two secrets may. */
    private void awaitTimeAfter(Instant time) {
        while (!store.now().isAfter(time)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void readAt_resolvesTemplatesAmongTheSecretsOfThatTime() {
        set(OTHER, "old");
        Instant then = write(TOKEN, Secret.Content.template(SecretValue.of("<${OTHER}>")))
                .updatedAt();
        awaitTimeAfter(then);
        set(OTHER, "new");

        assertThat(at(then).value(TOKEN).text()).isEqualTo("<old>");
        assertThat(new SecretLoader(environments)
                        .load(ENVIRONMENT, List.of(TOKEN))
                        .value(TOKEN)
                        .text())
                .isEqualTo("<new>");
    }

    @Test
    void readAt_whereTheHistoryDoesNotReachBack_isAnErrorThatNamesTheSecret() {
        Instant then = set(TOKEN, "one").updatedAt();
        set(OTHER, "x");
        set(TOKEN, "two");
        Instant three = set(TOKEN, "three").updatedAt();
        store.deleteFormer(formers(TOKEN));
        SecretLoader loader = new HistoryReader(environments).loaderAt(then);

        assertThatThrownBy(() -> loader.load(ENVIRONMENT, SecretLoader.Unreadable.FAIL))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND))
                .hasMessageContaining("secret TOKEN of development has no history that reaches back to " + then);
        assertThat(at(three).value(TOKEN).text()).isEqualTo("three");
        assertThat(at(then.minusMillis(1)).names()).isEmpty();
    }
}
