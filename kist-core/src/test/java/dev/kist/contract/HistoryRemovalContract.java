// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.internal.environment.EnvironmentRemoval;
import dev.kist.internal.environment.KeyAdministration;
import dev.kist.internal.history.HistoryPruner;
import dev.kist.internal.history.PruneCuts;
import dev.kist.internal.history.PruneCuts.Cut;
import dev.kist.internal.history.SecretPurge;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.Freshness;
import dev.kist.spi.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of {@link HistoryContract} about removing for good: a secret, old versions, a whole environment. */
abstract class HistoryRemovalContract extends HistoryFixture {
    HistoryRemovalContract(HistoryContract stores) {
        super(stores);
    }

    private static final Instant ANY_TIME = Instant.parse("9999-01-01T00:00:00Z");

    @Test
    void purge_removesHistoryAndCurrent_ofThatSecretAlone() {
        versions(TOKEN, 3);
        versions(OTHER, 2);
        SecretPurge purge = new SecretPurge(environments, ACTOR);
        SecretPurge.Remains remains = purge.find(ENVIRONMENT, TOKEN);

        assertThat(remains).isEqualTo(new SecretPurge.Remains(ENVIRONMENT, TOKEN, 3, 3));
        purge.remove(remains);

        assertThat(formers(TOKEN)).isEmpty();
        assertThat(readAll().requireAll().keySet()).containsExactly(OTHER);
        assertThatThrownBy(() -> purge.find(ENVIRONMENT, TOKEN)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void purge_thatWasInterrupted_isCompletedByAnother() {
        versions(TOKEN, 5);
        store.deleteFormer(formers(TOKEN).subList(0, 2));
        assertThat(reader.read(ENVIRONMENT, TOKEN).versions()).hasSize(3);

        SecretPurge purge = new SecretPurge(environments, ACTOR);
        purge.remove(purge.find(ENVIRONMENT, TOKEN));

        assertThat(formers(TOKEN)).isEmpty();
        assertThat(readAll().secrets()).isEmpty();
    }

    @Test
    void purge_whereAnotherWriterWroteAVersion_keepsThat() {
        versions(TOKEN, 2);
        SecretPurge purge = new SecretPurge(environments, ACTOR);
        SecretPurge.Remains shown = purge.find(ENVIRONMENT, TOKEN);
        set(TOKEN, "three");

        assertThatThrownBy(() -> purge.remove(shown)).isInstanceOf(ConflictException.class);

        assertThat(reader.read(ENVIRONMENT, TOKEN).versions()).hasSize(3);
    }

    @Test
    void purge_ofWhatDoesNotDecrypt_removesIt() {
        versions(TOKEN, 3);
        Map<String, Object> forged =
                new HashMap<>(DocumentFields.of(formers(TOKEN).get(0)));
        store.deleteFormer(formers(TOKEN).subList(0, 1));
        forged.put("updated_by", "mallory");
        insertHistory(forged);

        SecretPurge purge = new SecretPurge(environments, ACTOR);
        purge.remove(purge.find(ENVIRONMENT, TOKEN));

        assertThat(formers(TOKEN)).isEmpty();
    }

    @Test
    void set_afterPurge_beginsWithVersionOne() {
        versions(TOKEN, 3);
        SecretPurge purge = new SecretPurge(environments, ACTOR);
        purge.remove(purge.find(ENVIRONMENT, TOKEN));

        assertThat(set(TOKEN, "new").version()).isEqualTo(1);
        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("new");
    }

    @Test
    void prune_keepingSome_removesTheOldest() {
        versions(TOKEN, 10);
        versions(OTHER, 2);
        HistoryPruner pruner = new HistoryPruner(environments, ACTOR);

        PruneCuts plan = pruner.plan(ENVIRONMENT, 3, ANY_TIME);

        assertThat(plan.cuts().keySet()).containsExactly(TOKEN);
        assertThat(plan.cuts().get(TOKEN))
                .isEqualTo(new Cut(formers(TOKEN).get(0).createdAt(), 1, 7, 10));
        assertThat(plan.untouched()).containsExactly(OTHER);
        assertThat(pruner.remove(plan, removed -> {})).isEqualTo(7);
        assertThat(reader.read(ENVIRONMENT, TOKEN).versions())
                .extracting(Secret::version)
                .containsExactly(8, 9, 10);
        assertThat(pruner.remove(plan, removed -> {})).isZero();
        assertThat(pruner.plan(ENVIRONMENT, 3, ANY_TIME).count()).isZero();
    }

    @Test
    void prune_neverRemovesTheCurrentVersion() {
        versions(TOKEN, 2);
        HistoryPruner pruner = new HistoryPruner(environments, ACTOR);

        pruner.remove(pruner.plan(ENVIRONMENT, 0, ANY_TIME), removed -> {});

        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("value 2");
    }

    @Test
    void prune_byAge_keepsWhatWasCurrentThen() {
        set(TOKEN, "one");
        Instant two = set(TOKEN, "two").updatedAt();
        Instant three = set(TOKEN, "three").updatedAt();
        HistoryPruner pruner = new HistoryPruner(environments, ACTOR);
        Instant between = three.minusMillis(1);

        pruner.remove(pruner.plan(ENVIRONMENT, 1, between), removed -> {});

        assertThat(at(between).value(TOKEN).text()).isEqualTo("two");
        assertThat(reader.read(ENVIRONMENT, TOKEN).oldest().updatedAt()).isEqualTo(two);
    }

    @Test
    void prune_ofAPlanMadeBeforeAPurge_leavesTheNewSecret() {
        versions(TOKEN, 5);
        HistoryPruner pruner = new HistoryPruner(environments, ACTOR);
        PruneCuts plan = pruner.plan(ENVIRONMENT, 1, ANY_TIME);
        SecretPurge purge = new SecretPurge(environments, ACTOR);
        purge.remove(purge.find(ENVIRONMENT, TOKEN));
        versions(TOKEN, 3);

        assertThat(pruner.remove(plan, removed -> {})).isZero();

        assertThat(reader.read(ENVIRONMENT, TOKEN).versions()).hasSize(3);
    }

    @Test
    void prune_ofMoreThanOneBatch_removesAll() {
        versions(TOKEN, 600);
        HistoryPruner pruner = new HistoryPruner(environments, ACTOR);
        List<Integer> told = new ArrayList<>();

        assertThat(pruner.remove(pruner.plan(ENVIRONMENT, 1, ANY_TIME), told::add))
                .isEqualTo(599);

        assertThat(told).containsExactly(500, 599);
        assertThat(reader.read(ENVIRONMENT, TOKEN).versions()).hasSize(1);
    }

    @Test
    void removeEnvironment_leavesNothingOfIt_andTheOthers() {
        versions(TOKEN, 3);
        set(OTHER, "x");
        EnvironmentName production = EnvironmentName.parse("production");
        environments.create(production, Label.parse("alice"), ACTOR);
        EnvironmentRemoval removal = new EnvironmentRemoval(environments);
        EnvironmentRemoval.Remains remains = removal.find(ENVIRONMENT);

        assertThat(remains.secrets()).isEqualTo(2);
        assertThat(remains.formers()).isEqualTo(2);
        assertThat(removal.remove(remains, removed -> {})).isZero();

        assertThat(environments.names()).containsExactly(production);
        assertThat(formers(TOKEN)).isEmpty();
        List<Object> left = new ArrayList<>();
        store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, left::add);
        assertThat(left).isEmpty();
        assertThatThrownBy(() -> removal.find(ENVIRONMENT)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void removeEnvironment_thatWasInterrupted_isCompletedByAnother() {
        versions(TOKEN, 3);
        set(OTHER, "x");
        EnvironmentRemoval removal = new EnvironmentRemoval(environments);
        store.deleteFormer(formers(TOKEN).subList(0, 1));
        assertThat(readAll().failures()).isEmpty();
        store.deleteSecret(document(OTHER));

        removal.remove(removal.find(ENVIRONMENT), removed -> {});

        assertThat(environments.names()).isEmpty();
    }

    @Test
    void removeEnvironment_whoseDocumentIsGone_removesWhatIsLeft() {
        versions(TOKEN, 3);
        store.deleteEnvironment(open.document());
        EnvironmentRemoval removal = new EnvironmentRemoval(environments);

        removal.remove(removal.find(ENVIRONMENT), removed -> {});

        environments.create(ENVIRONMENT, Label.parse("alice"), ACTOR);
        assertThat(set(TOKEN, "again").version()).isEqualTo(1);
    }

    @Test
    void removeEnvironment_ofAnotherRevision_keepsTheDocument() {
        EnvironmentRemoval removal = new EnvironmentRemoval(environments);
        EnvironmentRemoval.Remains shown = removal.find(ENVIRONMENT);
        new KeyAdministration(environments, ACTOR).addDek(ENVIRONMENT);

        assertThatThrownBy(() -> removal.remove(shown, removed -> {})).isInstanceOf(ConflictException.class);

        assertThat(environments.names()).containsExactly(ENVIRONMENT);
    }
}
