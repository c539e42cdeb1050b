// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.environment;
import static dev.kist.spi.StoredSamples.former;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.spi.SecretStoreContract.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about the store itself and about environment documents. */
abstract class EnvironmentStoreContract extends StoreContract {
    EnvironmentStoreContract(SecretStoreContract stores) {
        super(stores);
    }

    @Test
    void description_andTimeout_areThere() {
        assertThat(store.description().toString()).isNotBlank();
        assertThat(store.description().namespace()).isNotBlank();
        assertThat(store.timeout()).isPositive();
    }

    @Test
    void now_isInMilliseconds_andDoesNotRunBackwards() {
        Instant before = store.now();
        for (int i = 0; i < 100; i++) {
            Instant now = store.now();
            assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MILLIS));
            assertThat(now).isAfterOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void reads_beforeAnythingExists_giveNothingAndCreateNothing() {
        assertThat(store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY)).isEmpty();
        assertThat(store.findEnvironment(ENVIRONMENT, Freshness.PREFER_PRIMARY)).isEmpty();
        assertThat(store.environmentNames()).isEmpty();
        assertThat(current()).isEmpty();
        assertThat(current(Selection.of(ENVIRONMENT, secret("A").name()))).isEmpty();
        assertThat(history()).isEmpty();
        assertThat(nothingExists()).isTrue();
    }

    @Test
    void removals_beforeAnythingExists_removeNothing() {
        assertThat(store.deleteSecret(secret("A"))).isFalse();
        assertThat(store.deleteEnvironment(environment("development"))).isFalse();
        assertThat(store.deleteFormer(List.of(former(secret("A"))))).isZero();
        FormerDocument former = former(secret("A"));
        FormerReplacement replacement = new FormerReplacement(former, former);
        assertThat(store.replaceFormers(List.of(replacement))).containsExactly(replacement);
        assertThat(store.replaceEnvironment(next(environment("development")))).isFalse();
    }

    @Test
    void prepareForWriting_twiceAndAtOnce_isFine() throws Exception {
        SecretStore other = anotherStore();
        List<Callable<Boolean>> tasks = List.of(
                () -> {
                    store.prepareForWriting();
                    return true;
                },
                () -> {
                    other.prepareForWriting();
                    return true;
                });

        assertThat(atOnce(tasks)).containsExactly(true, true);

        store.prepareForWriting();
        assertThat(store.environmentNames()).isEmpty();
        assertThat(current()).isEmpty();
    }

    @Test
    void insertEnvironment_isFoundWithEveryField() {
        store.prepareForWriting();
        EnvironmentDocument document = environment("development");

        assertThat(store.insertEnvironment(document)).isTrue();

        assertThat(environmentOf("development")).isEqualTo(document);
        assertThat(anotherStore().findEnvironment(ENVIRONMENT, Freshness.PREFER_PRIMARY))
                .contains(document);
        assertThat(store.findEnvironment(EnvironmentName.parse("production"), Freshness.PRIMARY))
                .isEmpty();
    }

    @Test
    void insertEnvironment_whereThereIsOne_isFalseAndWritesNothing() {
        store.prepareForWriting();
        EnvironmentDocument first = environment("development");
        store.insertEnvironment(first);

        assertThat(store.insertEnvironment(environment("development"))).isFalse();
        assertThat(store.insertEnvironment(first)).isFalse();

        assertThat(environmentOf("development")).isEqualTo(first);
    }

    @Test
    void insertEnvironment_byManyAtOnce_isTrueOnce() throws Exception {
        store.prepareForWriting();
        for (int round = 0; round < 10; round++) {
            EnvironmentDocument mine = environment("round-" + round);
            EnvironmentDocument others = environment("round-" + round);
            SecretStore other = anotherStore();

            List<Boolean> won =
                    atOnce(List.of(() -> store.insertEnvironment(mine), () -> other.insertEnvironment(others)));

            assertThat(won).containsExactlyInAnyOrder(true, false);
            assertThat(environmentOf("round-" + round)).isEqualTo(won.get(0) ? mine : others);
        }
    }

    @Test
    void environmentNames_areAscendingAndCaseSensitive() {
        store.prepareForWriting();
        for (String name : List.of("staging", "Development", "development", "a.b", "a-b", "0", "a_b")) {
            assertThat(store.insertEnvironment(environment(name))).isTrue();
        }

        assertThat(store.environmentNames())
                .extracting(EnvironmentName::value)
                .containsExactly("0", "Development", "a-b", "a.b", "a_b", "development", "staging");
    }

    @Test
    void replaceEnvironment_ofTheRevisionBefore_replacesAll() {
        store.prepareForWriting();
        EnvironmentDocument first = environment("development");
        EnvironmentDocument second = next(first);
        store.insertEnvironment(first);
        store.insertEnvironment(environment("production"));

        assertThat(store.replaceEnvironment(second)).isTrue();

        assertThat(environmentOf("development")).isEqualTo(second);
        assertThat(environmentOf("production").revision()).isEqualTo(1);
    }

    @Test
    void replaceEnvironment_withAndWithoutAKeyringMadeAhead_keepsItAndTakesItAway() {
        store.prepareForWriting();
        EnvironmentDocument first = environment("development");
        store.insertEnvironment(first);
        List<PreparedEntry> next = List.of(new PreparedEntry("kist-pub-1-a", "w1.a"), new PreparedEntry("b", "w1.b"));
        EnvironmentDocument with = new EnvironmentDocument(
                first.name(), first.keys(), first.sealed(), 2, first.createdAt(), first.updatedAt(), next);

        assertThat(store.replaceEnvironment(with)).isTrue();
        assertThat(store.findEnvironment(first.name(), Freshness.PRIMARY)).contains(with);

        EnvironmentDocument without = new EnvironmentDocument(
                first.name(), first.keys(), first.sealed(), 3, first.createdAt(), first.updatedAt());
        assertThat(store.replaceEnvironment(without)).isTrue();
        assertThat(store.findEnvironment(first.name(), Freshness.PRIMARY)).contains(without);
    }

    @Test
    void replaceEnvironment_ofAnotherRevision_isFalseAndWritesNothing() {
        store.prepareForWriting();
        EnvironmentDocument first = environment("development");
        EnvironmentDocument second = next(first);
        store.insertEnvironment(first);

        assertThat(store.replaceEnvironment(next(second))).isFalse();
        assertThat(environmentOf("development")).isEqualTo(first);

        store.replaceEnvironment(second);
        assertThat(store.replaceEnvironment(next(first))).isFalse();
        assertThat(environmentOf("development")).isEqualTo(second);
    }

    @Test
    void replaceEnvironment_ofOneThatIsNotThere_isFalseAndWritesNothing() {
        store.prepareForWriting();

        assertThat(store.replaceEnvironment(next(environment("development")))).isFalse();

        assertThat(store.environmentNames()).isEmpty();
    }

    @Test
    void replaceEnvironment_byTwoAtOnce_isTrueOnce() throws Exception {
        store.prepareForWriting();
        SecretStore other = anotherStore();
        EnvironmentDocument stored = environment("development");
        store.insertEnvironment(stored);
        for (int round = 0; round < 10; round++) {
            EnvironmentDocument mine = next(stored);
            EnvironmentDocument others = next(stored);

            List<Boolean> won =
                    atOnce(List.of(() -> store.replaceEnvironment(mine), () -> other.replaceEnvironment(others)));

            assertThat(won).containsExactlyInAnyOrder(true, false);
            stored = environmentOf("development");
            assertThat(stored).isEqualTo(won.get(0) ? mine : others);
        }
    }

    @Test
    void deleteEnvironment_ofThatRevision_removesItAlone() {
        store.prepareForWriting();
        EnvironmentDocument document = environment("development");
        store.insertEnvironment(document);
        store.insertEnvironment(environment("production"));

        assertThat(store.deleteEnvironment(next(document))).isFalse();
        assertThat(environmentOf("development")).isEqualTo(document);

        assertThat(store.deleteEnvironment(document)).isTrue();
        assertThat(store.deleteEnvironment(document)).isFalse();
        assertThat(store.environmentNames()).containsExactly(EnvironmentName.parse("production"));
    }

    @Test
    void findEnvironment_ofANewerFormat_saysSo_andInsertLeavesIt() {
        store.prepareForWriting();
        insertRaw(Place.ENVIRONMENTS, Map.of("_id", "development", "format", 2, "entirely", List.of("other", 1.5)));

        assertThatThrownBy(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("format 2");
        assertThat(store.insertEnvironment(environment("development"))).isFalse();
        assertThat(store.environmentNames()).containsExactly(ENVIRONMENT);
    }

    @Test
    void findEnvironment_changedByOtherHands_saysSo() {
        store.prepareForWriting();
        Map<String, Object> fields = new HashMap<>(DocumentFields.of(environment("development")));
        fields.put("sealed", null);
        insertRaw(Place.ENVIRONMENTS, fields);

        assertThatThrownBy(() -> store.findEnvironment(ENVIRONMENT, Freshness.PRIMARY))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("sealed is missing");
    }

    @Test
    void environmentNames_leaveOutWhatCannotBeAName() {
        store.prepareForWriting();
        store.insertEnvironment(environment("development"));
        insertRaw(Place.ENVIRONMENTS, Map.of("_id", "not a name", "format", 1));
        insertRaw(Place.ENVIRONMENTS, Map.of("format", 1));

        assertThat(store.environmentNames()).containsExactly(ENVIRONMENT);
    }

    @Test
    void findEnvironments_handsOverAll_andThoseThatCannotBeReadWithTheReason() {
        store.findEnvironments(Freshness.PRIMARY, document -> fail("there is none yet"));
        store.prepareForWriting();
        EnvironmentDocument production = environment("production");
        EnvironmentDocument development = environment("development");
        store.insertEnvironment(production);
        store.insertEnvironment(development);
        insertRaw(Place.ENVIRONMENTS, Map.of("_id", "newer", "format", 2));
        insertRaw(Place.ENVIRONMENTS, Map.of("_id", "not a name", "format", 1));
        insertRaw(Place.ENVIRONMENTS, Map.of("format", 1));

        List<StoredEnvironment> found = new ArrayList<>();
        anotherStore().findEnvironments(Freshness.PREFER_PRIMARY, found::add);

        assertThat(found).hasSize(3).containsSubsequence(development, production);
        assertThat(found.get(1)).isInstanceOfSatisfying(UnreadableEnvironment.class, newer -> {
            assertThat(newer.name()).isEqualTo(EnvironmentName.parse("newer"));
            assertThat(newer.failure()).hasMessageContaining("format 2");
        });
    }

    private EnvironmentDocument environmentOf(String name) {
        return store.findEnvironment(EnvironmentName.parse(name), Freshness.PRIMARY)
                .orElseThrow();
    }
}
