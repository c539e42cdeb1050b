// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.ForeignSecretException;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link HistoryContract} about writing: what a write does with the entries of history that it meets, and many
 * writers at once. Every version is kept.
 */
abstract class HistoryWriteContract extends HistoryFixture {
    HistoryWriteContract(HistoryContract stores) {
        super(stores);
    }

    @Test
    void write_whereAnotherWriterPutTheFormerVersionThere_goesOnWithIt() {
        set(TOKEN, "one");
        FormerDocument left = open.encryptFormer(current(TOKEN), newId());
        insertFormer(left);

        set(TOKEN, "two");

        assertThat(formers(TOKEN)).containsExactly(left);
        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("one", "two");
    }

    @Test
    void write_whereHistoryHasTheRestOfAPurgedSecret_replacesItAndLosesNothing() {
        set(TOKEN, "one");
        Secret one = current(TOKEN);
        insertFormer(open.encryptFormer(created(one, one.createdAt().minusSeconds(60)), newId()));

        set(TOKEN, "two");
        set(TOKEN, "three");

        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("one", "two", "three");
    }

    @Test
    void write_whereHistoryHasAForgedEntry_replacesItAndLosesNothing() {
        set(TOKEN, "one");
        FormerDocument forged = open.encryptFormer(current(TOKEN), newId());
        insertFormer(forged.withCiphertexts(forged.value().replaceFirst("....$", "AAAA"), null));

        set(TOKEN, "two");

        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("one", "two");
    }

    @Test
    void write_whereHistoryHasADocumentOfSomeoneElseInThePlace_writesNothing() {
        set(TOKEN, "one");
        insertHistory(Map.of("key", "TOKEN", "environment", "development", "value", "clear", "version", 1));

        assertThatThrownBy(() -> set(TOKEN, "two")).isInstanceOf(ForeignSecretException.class);

        assertThat(current(TOKEN).value().text()).isEqualTo("one");
    }

    @Test
    void plan_whereSomeFormerVersionsAreThereAlready_writesAll() {
        set(TOKEN, "one");
        set(OTHER, "x");
        Secret other = current(OTHER);
        insertFormer(open.encryptFormer(current(TOKEN), newId()));
        insertFormer(open.encryptFormer(created(other, other.createdAt().minusSeconds(60)), newId()));
        PlanWriter plans = new PlanWriter(environments, ACTOR);

        plans.write(plans.plan(ENVIRONMENT, Map.of(TOKEN, literal("two"), OTHER, literal("y"))), written -> {});

        assertThat(values(reader.read(ENVIRONMENT, TOKEN))).containsExactly("one", "two");
        assertThat(values(reader.read(ENVIRONMENT, OTHER))).containsExactly("x", "y");
    }

    @Test
    void read_thatWritersOvertakeEachTime_givesWhatWasCurrentAtFirst() {
        versions(TOKEN, 2);
        AtomicInteger reads = new AtomicInteger();
        SecretStore overtaken = new DelegatingStore(store) {
            @Override
            public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
                set(TOKEN, "meanwhile " + reads.incrementAndGet());
                set(TOKEN, "and again");
                super.findHistory(selection, freshness, consumer);
            }
        };

        SecretHistory history = new HistoryReader(on(overtaken)).read(ENVIRONMENT, TOKEN);

        assertThat(values(history)).containsExactly("value 1", "value 2");
        assertThat(reads).hasValue(1);
        assertThat(reader.read(ENVIRONMENT, TOKEN).versions()).hasSize(4);
    }

    @Test
    void manyWritersOfOneSecret_loseNothing_andReadersSeeNoGap() throws Exception {
        set(TOKEN, "begin");
        int writers = 3;
        int each = 20;
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            AtomicBoolean isOver = new AtomicBoolean();
            Future<Integer> reading = threads.submit(() -> {
                int reads = 0;
                while (!isOver.get()) {
                    readAll().requireAll();
                    reads++;
                }
                return reads;
            });
            List<Future<List<Integer>>> writing = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                String name = "writer " + i;
                writing.add(threads.submit(() -> {
                    List<Integer> versions = new ArrayList<>();
                    while (versions.size() < each) {
                        try {
                            versions.add(
                                    set(TOKEN, name + ", " + versions.size()).version());
                        } catch (ConflictException e) {
                            // Ten times another one was faster: nothing was written.
                            assertThat(e.names()).containsExactly(TOKEN);
                        }
                    }
                    return versions;
                }));
            }
            List<Integer> written = new ArrayList<>(List.of(1));
            for (Future<List<Integer>> versions : writing) {
                written.addAll(versions.get(120, TimeUnit.SECONDS));
            }
            isOver.set(true);
            assertThat(reading.get(60, TimeUnit.SECONDS)).isPositive();
            assertThat(written).doesNotHaveDuplicates().hasSize(writers * each + 1);
            assertThat(reader.read(ENVIRONMENT, TOKEN).versions())
                    .extracting(Secret::version)
                    .containsExactlyElementsOf(written.stream().sorted().toList());
        } finally {
            threads.shutdownNow();
        }
    }
}
