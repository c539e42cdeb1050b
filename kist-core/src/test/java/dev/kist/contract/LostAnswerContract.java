// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.ConflictException;
import dev.kist.KistException.Reason;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.StoreUnavailableException;
import dev.kist.UncertainWriteException;
import dev.kist.WritePlan.Mode;
import dev.kist.contract.UnreliableStore.Fault;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.internal.secret.SecretWriter.Outcome;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretWrite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The part of {@link EnvironmentContract} about lost answers: whatever is lost, nothing is written twice, and what is
 * reported is true.
 */
abstract class LostAnswerContract extends OnRealStore {
    private static final Duration BRIEFLY = Duration.ofMillis(400);
    private static final SecretName A = SecretName.parse("A");
    private static final SecretName B = SecretName.parse("B");

    LostAnswerContract(EnvironmentContract stores) {
        super(stores);
    }

    private UnreliableStore unreliable(boolean hasTransactions) {
        return new UnreliableStore(store, hasTransactions);
    }

    private Outcome put(UnreliableStore on, String value) {
        return writer(on, ALICE).write(PRODUCTION, TOKEN, to(value));
    }

    @Test
    void put_whoseAnswersAreLost_isWrittenOnce() throws Exception {
        create(PRODUCTION);
        UnreliableStore unreliable = unreliable(false);

        for (String value : List.of("one", "two")) {
            unreliable.next(Fault.LOST_ANSWER, Fault.LOST_ANSWER, Fault.LOST_ANSWER);
            Outcome outcome = put(unreliable, value);
            assertThat(outcome.isWritten()).isTrue();
            assertThat(outcome.secret()).contains(current(TOKEN));
            assertThat(unreliable.isSpent()).isTrue();
        }

        assertThat(versions(TOKEN)).containsExactly("one", "two");
    }

    @Test
    void put_whoseRequestsAreLost_isWrittenOnce() throws Exception {
        create(PRODUCTION);
        UnreliableStore unreliable = unreliable(false);

        for (String value : List.of("one", "two")) {
            unreliable.next(Fault.LOST_REQUEST, Fault.LOST_REQUEST, Fault.LOST_ANSWER);
            assertThat(put(unreliable, value).secret()).contains(current(TOKEN));
        }

        assertThat(versions(TOKEN)).containsExactly("one", "two");
    }

    @Test
    void put_whoseAnswerIsLost_whileAnotherWritesOnTop_isWritten() throws Exception {
        create(PRODUCTION);

        for (String value : List.of("one", "two")) {
            UnreliableStore unreliable = unreliable(false)
                    .next(Fault.LOST_ANSWER)
                    .meanwhile(() -> writer(store, BOB).write(PRODUCTION, TOKEN, to(value + " by bob")));
            Outcome outcome = put(unreliable, value);
            assertThat(outcome.isWritten()).isTrue();
            assertThat(outcome.secret().orElseThrow().value().text()).isEqualTo(value);
        }

        assertThat(versions(TOKEN)).containsExactly("one", "one by bob", "two", "two by bob");
    }

    @Test
    void put_whoseRequestIsLost_whileAnotherWrites_comesAfterThatOne() throws Exception {
        create(PRODUCTION);

        for (String value : List.of("one", "two")) {
            UnreliableStore unreliable = unreliable(false)
                    .next(Fault.LOST_REQUEST)
                    .meanwhile(() -> writer(store, BOB).write(PRODUCTION, TOKEN, to(value + " by bob")));
            assertThat(put(unreliable, value).secret()).contains(current(TOKEN));
        }

        assertThat(versions(TOKEN)).containsExactly("one by bob", "one", "two by bob", "two");
    }

    @Test
    void put_whoseRequestIsLost_whileAnotherWritesTheSame_isToldWhatIsThere() throws Exception {
        create(PRODUCTION);
        UnreliableStore unreliable = unreliable(false).next(Fault.LOST_REQUEST).meanwhile(() -> writer(store, BOB)
                .write(PRODUCTION, TOKEN, to("one")));

        Outcome outcome = put(unreliable, "one");

        assertThat(outcome.isWritten()).isFalse();
        assertThat(outcome.secret().orElseThrow().updatedBy()).isEqualTo(BOB);
        assertThat(versions(TOKEN)).containsExactly("one");
    }

    @Test
    void putIfVersion_whoseRequestIsLost_whileAnotherWrites_isAConflict() throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");
        UnreliableStore unreliable = unreliable(false).next(Fault.LOST_REQUEST).meanwhile(() -> writer(store, BOB)
                .write(PRODUCTION, TOKEN, to("two by bob")));

        assertThatThrownBy(() -> writer(unreliable, ALICE).writeIfVersion(PRODUCTION, TOKEN, 1, to("two")))
                .isInstanceOf(ConflictException.class);

        assertThat(versions(TOKEN)).containsExactly("one", "two by bob");
    }

    @Test
    void put_whoseAnswerIsLost_andIsEncryptedAgainMeanwhile_isWritten() throws Exception {
        OpenEnvironment created = create(PRODUCTION);
        UnreliableStore unreliable = unreliable(false).next(Fault.LOST_ANSWER).meanwhile(() -> {
            assertThat(store.replaceEnvironment(created.keys()
                            .withNewDek(new Author(ALICE, store::now))
                            .document()))
                    .isTrue();
            encryptAgain(TOKEN);
        });

        assertThat(put(unreliable, "one").isWritten()).isTrue();

        assertThat(versions(TOKEN)).containsExactly("one");
        assertThat(document(TOKEN).revision()).isEqualTo(2);
    }

    /** As a rotation does. */
    private void encryptAgain(SecretName name) {
        OpenEnvironment open = environments(store).open(PRODUCTION, Freshness.PRIMARY);
        Secret secret = current(name);
        CurrentDocument before = document(name);
        CurrentDocument again = open.encryptCurrent(secret, before.id(), before.revision() + 1);
        assertThat(store.write(List.of(new SecretWrite(again, null)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void put_whoseAnswersStayLost_mayHaveBeenWritten(boolean isCarriedOut) throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");
        Fault fault = isCarriedOut ? Fault.LOST_ANSWER : Fault.LOST_REQUEST;

        assertThatThrownBy(() -> put(unreliable(false).always(fault, BRIEFLY), "two"))
                .isInstanceOf(UncertainWriteException.class)
                .hasMessageContaining("TOKEN of production may have been written")
                .satisfies(
                        e -> assertThat(((UncertainWriteException) e).reason()).isEqualTo(Reason.UNAVAILABLE))
                .satisfies(
                        e -> assertThat(((UncertainWriteException) e).names()).containsExactly(TOKEN));

        assertThat(versions(TOKEN)).hasSize(isCarriedOut ? 2 : 1);
    }

    @Test
    void put_thatCannotBeReadBackAtOnce_isSettledLater() throws Exception {
        create(PRODUCTION);
        UnreliableStore unreliable = unreliable(false).next(Fault.LOST_ANSWER).failingReadsAfterwards(3);

        assertThat(put(unreliable, "one").isWritten()).isTrue();

        assertThat(versions(TOKEN)).containsExactly("one");
    }

    /** The store says that a write is not confirmed, and then cannot be reached: it may have happened. */
    @Test
    void put_thatIsNotConfirmed_andCannotBeReadBack_mayHaveBeenWritten() {
        create(PRODUCTION);
        UnreliableStore unreliable = new UnreliableStore(store, false) {
            @Override
            public List<SecretWrite> write(List<SecretWrite> writes) {
                super.write(writes);
                failingReads(Integer.MAX_VALUE);
                return writes;
            }
        };
        unreliable.timeout(BRIEFLY);

        assertThatThrownBy(() -> put(unreliable, "one")).isInstanceOf(UncertainWriteException.class);
    }

    @Test
    void put_thatIsRefusedBeforeItIsSent_isToldAsItIs() {
        create(PRODUCTION);
        UnreliableStore unreliable = unreliable(false);
        SecretWriter writer = writer(unreliable, ALICE);
        unreliable.failingReads(1);

        assertThatThrownBy(() -> writer.write(PRODUCTION, TOKEN, to("one")))
                .isExactlyInstanceOf(StoreUnavailableException.class);
    }

    private Mode writePlan(UnreliableStore on, String... namesAndValues) {
        PlanWriter writer = new PlanWriter(environments(on), ALICE);
        return writer.write(writer.plan(PRODUCTION, literals(namesAndValues)), written -> {});
    }

    private void assumeTransactions(boolean hasTransactions) {
        assumeTrue(!hasTransactions || store.hasTransactions());
        create(PRODUCTION);
        put("A", "one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plan_whoseAnswersAreLost_isWrittenOnce(boolean isAtomic) throws Exception {
        assumeTransactions(isAtomic);
        UnreliableStore unreliable =
                unreliable(isAtomic).next(Fault.LOST_ANSWER, Fault.LOST_REQUEST, Fault.LOST_ANSWER);

        assertThat(writePlan(unreliable, "A", "two", "B", "one"))
                .isEqualTo(isAtomic ? Mode.ONE_TRANSACTION : Mode.BATCHES);

        assertThat(unreliable.isSpent()).isTrue();
        assertThat(versions(A)).containsExactly("one", "two");
        assertThat(versions(B)).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plan_whoseRequestsAreLost_isWrittenOnce(boolean isAtomic) throws Exception {
        assumeTransactions(isAtomic);

        writePlan(unreliable(isAtomic).next(Fault.LOST_REQUEST, Fault.LOST_REQUEST), "A", "two", "B", "one");

        assertThat(versions(A)).containsExactly("one", "two");
        assertThat(versions(B)).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plan_whoseAnswerIsLost_whileAnotherWritesOnTop_isWritten(boolean isAtomic) throws Exception {
        assumeTransactions(isAtomic);
        UnreliableStore unreliable = unreliable(isAtomic)
                .next(Fault.LOST_ANSWER)
                .meanwhile(() -> {
                    writer(store, BOB).write(PRODUCTION, A, to("by bob"));
                    writer(store, BOB).write(PRODUCTION, B, to("by bob"));
                });

        writePlan(unreliable, "A", "two", "B", "one");

        assertThat(versions(A)).containsExactly("one", "two", "by bob");
        assertThat(versions(B)).containsExactly("one", "by bob");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plan_whoseRequestIsLost_whileAnotherWrites_isAConflictWithThat(boolean isAtomic) throws Exception {
        assumeTransactions(isAtomic);
        UnreliableStore unreliable = unreliable(isAtomic)
                .next(Fault.LOST_REQUEST)
                .meanwhile(() -> writer(store, BOB).write(PRODUCTION, A, to("by bob")));

        assertThatThrownBy(() -> writePlan(unreliable, "A", "two", "B", "one"))
                .isInstanceOf(ConflictException.class)
                .satisfies(e -> assertThat(((ConflictException) e).names()).containsExactly(A));

        assertThat(versions(A)).containsExactly("one", "by bob");
        assertThat(load(PRODUCTION).containsKey("B")).isEqualTo(!isAtomic);
    }

    /** All or nothing: one of the secrets that are there tells that the one that was purged since was written, too. */
    @Test
    void plan_inOneTransaction_whoseAnswerIsLost_whileAnotherPurges_isWritten() {
        assumeTransactions(true);
        UnreliableStore unreliable = unreliable(true)
                .next(Fault.LOST_ANSWER)
                .meanwhile(() -> assertThat(store.deleteSecret(document(B))).isTrue());

        assertThat(writePlan(unreliable, "A", "two", "B", "one")).isEqualTo(Mode.ONE_TRANSACTION);

        assertThat(load(PRODUCTION)).containsOnlyKeys("A").containsEntry("A", "two");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plan_whoseAnswersStayLost_mayHaveBeenWritten(boolean isAtomic) {
        assumeTransactions(isAtomic);

        for (Fault fault : Fault.values()) {
            assertThatThrownBy(
                            () -> writePlan(unreliable(isAtomic).always(fault, BRIEFLY), "A", fault.name(), "B", "one"))
                    .isInstanceOf(UncertainWriteException.class)
                    .hasMessageContaining("A");
        }
    }

    @Test
    void create_whoseAnswersAreLost_givesTheOneThatIsStored_known() {
        UnreliableStore unreliable = unreliable(false).next(Fault.LOST_ANSWER, Fault.LOST_ANSWER);

        OpenEnvironment created =
                environments(unreliable, KnownFingerprints.none().strict()).create(PRODUCTION, LABEL, ALICE);

        assertThat(unreliable.isSpent()).isTrue();
        assertThat(created.isKnown()).isTrue();
        assertThat(store.findEnvironment(PRODUCTION, Freshness.PRIMARY)).contains(created.document());
    }

    @Test
    void create_whoseRequestsAreLost_isCarriedOut() {
        UnreliableStore unreliable = unreliable(false).next(Fault.LOST_REQUEST, Fault.LOST_REQUEST);

        OpenEnvironment created = environments(unreliable).create(PRODUCTION, LABEL, ALICE);

        assertThat(store.findEnvironment(PRODUCTION, Freshness.PRIMARY)).contains(created.document());
    }

    @Test
    void create_whoseRequestIsLost_whileAnotherCreates_isAConflict() {
        UnreliableStore unreliable = unreliable(false).next(Fault.LOST_REQUEST).meanwhile(() -> create(PRODUCTION));
        Environments environments = environments(unreliable);

        assertThatThrownBy(() -> environments.create(PRODUCTION, LABEL, BOB)).isInstanceOf(ConflictException.class);

        assertThat(environments.open(PRODUCTION, Freshness.PRIMARY).isKnown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void create_whoseAnswersStayLost_mayHaveBeenWritten(boolean isCarriedOut) {
        Fault fault = isCarriedOut ? Fault.LOST_ANSWER : Fault.LOST_REQUEST;
        Environments environments = environments(unreliable(false).always(fault, BRIEFLY));

        assertThatThrownBy(() -> environments.create(PRODUCTION, LABEL, ALICE))
                .isInstanceOf(UncertainWriteException.class)
                .hasMessageContaining("the environment production may have been written");

        assertThat(store.environmentNames()).hasSize(isCarriedOut ? 1 : 0);
    }
}
