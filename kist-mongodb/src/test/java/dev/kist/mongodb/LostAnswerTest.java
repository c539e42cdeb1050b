package dev.kist.mongodb;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.ciphertext;
import static dev.kist.spi.StoredSamples.environment;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredDocument;
import dev.kist.testing.Fault;
import dev.kist.testing.FaultProxy;
import dev.kist.testing.MongoServer;
import dev.kist.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that loses requests and answers: what is reported as written is, and what is not is never reported so. */
@TestInstance(Lifecycle.PER_CLASS)
class LostAnswerTest {
    private static final int MANY = 1000;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private MongoServer standalone;

    @BeforeAll
    void start() {
        standalone = MongoServer.builder().standalone().start();
    }

    @AfterAll
    void stop() {
        standalone.close();
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        opened.clear();
    }

    /** A store behind a proxy, and one beside it that sees what is there. */
    private final class Setting {
        final FaultProxy proxy;
        final SecretStore store;
        final SecretStore beside;

        Setting(TestServer server, Duration timeout) {
            String database = server.freshDatabase();
            proxy = opened(FaultProxy.before(server));
            store = opened(SecretStoreProvider.openStore(
                    new StoreLocation.MongoDb(proxy.uri(database), null, "secrets"), timeout));
            beside = opened(SecretStoreProvider.openStore(
                    new StoreLocation.MongoDb(server.uri(database), null, "secrets"), Duration.ofSeconds(20)));
            beside.prepareForWriting();
            store.now();
        }

        CurrentDocument stored(String name) {
            CurrentDocument document = secret(name);
            assertThat(beside.write(List.of(insert(document)))).isEmpty();
            return document;
        }

        List<StoredDocument> current() {
            List<StoredDocument> found = new ArrayList<>();
            beside.findSecrets(Selection.all(ENVIRONMENT), Freshness.PRIMARY, found::add);
            return found;
        }

        List<StoredDocument> history() {
            List<StoredDocument> found = new ArrayList<>();
            beside.findHistory(Selection.all(ENVIRONMENT), Freshness.PRIMARY, found::add);
            return found;
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }

    private Setting replicaSet(Duration timeout) {
        MongoServer server = MongoServer.shared();
        assumeTrue(server.isTransactional());
        return new Setting(server, timeout);
    }

    @ParameterizedTest
    @CsvSource({"insert,DROP_ANSWER", "insert,DROP_REQUEST", "update,DROP_ANSWER", "update,DROP_REQUEST"})
    void write_whereRetriesAreSafe_isSentAgainAndHappensOnce(String command, Fault fault) {
        Setting setting = replicaSet(Duration.ofSeconds(20));
        CurrentDocument first = setting.stored("TOKEN");
        SecretWrite second = update(first, next(first));

        setting.proxy.next(command, fault);
        assertThat(setting.store.write(List.of(second))).isEmpty();

        assertThat(setting.proxy.faults()).containsExactly(fault + " " + command);
        assertThat(setting.current()).containsExactly(second.next());
        assertThat(setting.history()).hasSize(1);
    }

    @Test
    void otherWrites_whereRetriesAreSafe_areNeverDeniedThoughTheyHappened() {
        Setting setting = replicaSet(Duration.ofSeconds(20));
        EnvironmentDocument document = environment("development");
        CurrentDocument first = setting.stored("TOKEN");

        setting.proxy.next("insert", Fault.DROP_ANSWER);
        trueOrLost(() -> setting.store.insertEnvironment(document));
        assertThat(setting.beside.findEnvironment(ENVIRONMENT, Freshness.PRIMARY))
                .contains(document);
        setting.proxy.next("update", Fault.DROP_ANSWER);
        trueOrLost(() -> setting.store.replaceEnvironment(next(document)));
        setting.proxy.next("delete", Fault.DROP_ANSWER);
        trueOrLost(() -> setting.store.deleteSecret(first));
        assertThat(setting.current()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "update"})
    void write_whoseAnswersAreAllLost_isALostAnswerInTime(String command) {
        Setting setting = replicaSet(Duration.ofSeconds(2));
        CurrentDocument first = setting.stored("TOKEN");
        SecretWrite second = update(first, next(first));

        setting.proxy.next(command, Fault.DROP_ANSWER, MANY);
        long start = System.nanoTime();
        lost(() -> setting.store.write(List.of(second)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(setting.history()).containsExactly(second.former());
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_ANSWER", "DROP_REQUEST"})
    void write_withoutSafeRetries_isALostAnswer(Fault fault) {
        Setting setting = new Setting(standalone, Duration.ofSeconds(20));
        CurrentDocument first = setting.stored("TOKEN");
        SecretWrite second = update(first, next(first));
        SecretWrite insert = insert(secret("NEW"));

        setting.proxy.next("update", fault);
        lost(() -> setting.store.write(List.of(second)));
        setting.proxy.next("insert", fault);
        lost(() -> setting.store.write(List.of(insert)));

        boolean happened = fault == Fault.DROP_ANSWER;
        assertThat(setting.current().contains(second.next())).isEqualTo(happened);
        assertThat(setting.current().contains(insert.next())).isEqualTo(happened);
        // Sent again, it settles.
        assertThat(setting.store.write(List.of(second, insert))).isEmpty();
        assertThat(setting.current()).contains(second.next());
        assertThat(setting.history()).hasSize(1);
    }

    @Test
    void otherWrites_withoutSafeRetries_areLostAnswers() {
        Setting setting = new Setting(standalone, Duration.ofSeconds(20));
        CurrentDocument first = setting.stored("TOKEN");
        SecretWrite second = update(first, next(first));
        setting.store.write(List.of(second));
        EnvironmentDocument document = environment("development");

        setting.proxy.next("insert", Fault.DROP_ANSWER);
        lost(() -> setting.store.insertEnvironment(document));
        setting.proxy.next("update", Fault.DROP_ANSWER);
        lost(() -> setting.store.replaceEnvironment(next(document)));
        setting.proxy.next("delete", Fault.DROP_ANSWER);
        lost(() -> setting.store.deleteEnvironment(next(document)));
        setting.proxy.next("delete", Fault.DROP_ANSWER);
        lost(() -> setting.store.deleteSecret(second.next()));
        setting.proxy.next("delete", Fault.DROP_ANSWER);
        lost(() -> setting.store.deleteFormer(List.of(Objects.requireNonNull(second.former()))));

        assertThat(setting.current()).isEmpty();
        assertThat(setting.history()).isEmpty();
        assertThat(setting.beside.environmentNames()).isEmpty();
    }

    @Test
    void write_ofSeveralBatchesOfWhichALaterOneIsLost_isALostAnswer() {
        Setting setting = new Setting(standalone, Duration.ofSeconds(20));
        List<SecretWrite> writes = IntStream.range(0, 500)
                .mapToObj(i -> insert(secret("NAME_%03d".formatted(i))))
                .toList();

        setting.proxy.next("insert", Fault.DELAY_ANSWER);
        setting.proxy.next("insert", Fault.DROP_REQUEST);
        lost(() -> setting.store.write(writes));

        assertThat(setting.current()).hasSize(200);
        assertThat(setting.store.write(writes)).isEmpty();
        assertThat(setting.current()).hasSize(500);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_ANSWER", "DROP_REQUEST"})
    void replaceFormers_withoutSafeRetries_isALostAnswerThatSettles(Fault fault) {
        Setting setting = new Setting(standalone, Duration.ofSeconds(20));
        CurrentDocument first = setting.stored("TOKEN");
        SecretWrite second = update(first, next(first));
        setting.store.write(List.of(second));
        FormerDocument former = Objects.requireNonNull(second.former());
        FormerReplacement replacement =
                new FormerReplacement(former, former.withCiphertexts(ciphertext(40), former.note()));

        setting.proxy.next("update", fault);
        lost(() -> setting.store.replaceFormers(List.of(replacement)));

        assertThat(setting.history().contains(replacement.next())).isEqualTo(fault == Fault.DROP_ANSWER);
        assertThat(setting.store.replaceFormers(List.of(replacement))).isEmpty();
        assertThat(setting.history()).containsExactly(replacement.next());
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_ANSWER", "DROP_REQUEST"})
    void writeAtomically_whoseCommitIsLostOnce_happensOnce(Fault fault) {
        Setting setting = replicaSet(Duration.ofSeconds(20));
        CurrentDocument first = setting.stored("TOKEN");
        SecretWrite second = update(first, next(first));
        SecretWrite insert = insert(secret("NEW"));
        assertThat(setting.store.hasTransactions()).isTrue();

        setting.proxy.next("commitTransaction", fault);
        reportedTruly(setting, List.of(second, insert));

        assertThat(setting.proxy.faults()).containsExactly(fault + " commitTransaction");
    }

    @Test
    void writeAtomically_whoseCommitsAreAllLost_isALostAnswerInTime() {
        Setting setting = replicaSet(Duration.ofSeconds(2));
        SecretWrite insert = insert(secret("NEW"));
        assertThat(setting.store.hasTransactions()).isTrue();

        setting.proxy.next("commitTransaction", Fault.DROP_ANSWER, MANY);
        lost(() -> setting.store.writeAtomically(List.of(insert)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "update", "find"})
    void writeAtomically_thatLosesAnAnswerBeforeTheCommit_isCarriedOutAgain(String command) {
        Setting setting = replicaSet(Duration.ofSeconds(20));
        CurrentDocument first = setting.stored("TOKEN");
        SecretWrite second = update(first, next(first));
        assertThat(setting.store.hasTransactions()).isTrue();

        setting.proxy.next(command, Fault.DROP_ANSWER);
        reportedTruly(setting, List.of(second));
    }

    @Test
    void write_thatNeverLeft_isNotALostAnswer() {
        Setting setting = replicaSet(Duration.ofSeconds(2));
        SecretWrite insert = insert(secret("NEW"));

        setting.proxy.refuseConnections();
        SecretStore fresh = opened(SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(setting.proxy.uri("never"), null, "secrets"), Duration.ofSeconds(2)));
        StoreUnavailableException failure = Failures.unavailable(() -> fresh.write(List.of(insert)));

        assertThat(failure).isNotInstanceOf(LostAnswerException.class);
        setting.proxy.passThrough();
        assertThat(fresh.write(List.of(insert))).isEmpty();
    }

    @Test
    void reads_thatLoseAnAnswer_areSentAgain() {
        Setting setting = replicaSet(Duration.ofSeconds(20));
        CurrentDocument stored = setting.stored("TOKEN");

        setting.proxy.next("find", Fault.DROP_ANSWER);
        List<StoredDocument> found = new ArrayList<>();
        setting.store.findSecrets(Selection.all(ENVIRONMENT), Freshness.PREFER_PRIMARY, found::add);

        assertThat(found).containsExactly(stored);
    }

    /** Whatever it reports, the report is true: all happened, none happened, or it is open. */
    private static void reportedTruly(Setting setting, List<SecretWrite> writes) {
        List<SecretWrite> unconfirmed;
        try {
            unconfirmed = setting.store.writeAtomically(writes);
        } catch (LostAnswerException e) {
            return;
        }
        boolean happened = setting.current()
                .containsAll(writes.stream().map(SecretWrite::next).toList());
        assertThat(unconfirmed.isEmpty()).isEqualTo(happened);
        assertThat(happened).isTrue();
    }

    private static void trueOrLost(Callable<Boolean> write) {
        try {
            assertThat(write.call()).isTrue();
        } catch (LostAnswerException e) {
            // A server that does not know a write again when it is sent twice.
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void lost(ThrowingCallable call) {
        assertThat(Failures.unavailable(call))
                .isInstanceOf(LostAnswerException.class)
                .hasMessageContaining("did not confirm a write");
    }
}
