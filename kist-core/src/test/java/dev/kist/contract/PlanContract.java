// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.ConflictException;
import dev.kist.NotFoundException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Content;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.StoreUnavailableException;
import dev.kist.WritePlan.Mode;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.internal.secret.WriteSteps;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.DocumentId;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretWrite;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The part of {@link EnvironmentContract} about plans: many secrets at once. */
abstract class PlanContract extends OnRealStore {
    private static final int MANY = 2500;

    PlanContract(EnvironmentContract stores) {
        super(stores);
    }

    private PlanWriter planWriter() {
        return new PlanWriter(environments(store), ALICE);
    }

    @Test
    void plan_saysWhatIsNew_changed_unchanged() throws Exception {
        create(PRODUCTION);
        put("SAME", "same");
        put("OTHER", "before");
        put("GONE", "before");
        write(PRODUCTION, "GONE", Content.deletion());
        PlanWriter writer = planWriter();

        WriteSteps plan =
                writer.plan(PRODUCTION, literals("SAME", "same", "OTHER", "after", "GONE", "again", "NEW", "new"));

        assertThat(plan.added()).isEqualTo(names("GONE", "NEW"));
        assertThat(plan.changed()).isEqualTo(names("OTHER"));
        assertThat(plan.unchanged()).isEqualTo(names("SAME"));
        assertThat(versions(SecretName.parse("OTHER"))).containsExactly("before");

        List<Integer> progress = new ArrayList<>();
        Mode mode = store.hasTransactions() ? Mode.ONE_TRANSACTION : Mode.BATCHES;
        assertThat(writer.mode(plan)).isEqualTo(mode);
        assertThat(writer.write(plan, progress::add)).isEqualTo(mode);
        assertThat(progress).containsExactly(3);
        assertThat(versions(SecretName.parse("SAME"))).containsExactly("same");
        assertThat(versions(SecretName.parse("OTHER"))).containsExactly("before", "after");
        assertThat(versions(SecretName.parse("GONE"))).containsExactly("before", "deleted", "again");
        assertThat(versions(SecretName.parse("NEW"))).containsExactly("new");

        WriteSteps repeated =
                writer.plan(PRODUCTION, literals("SAME", "same", "OTHER", "after", "GONE", "again", "NEW", "new"));
        assertThat(repeated.unchanged()).hasSize(4);
        assertThat(writer.mode(repeated)).isEqualTo(Mode.NOTHING_TO_WRITE);
        assertThat(writer.write(repeated, progress::add)).isEqualTo(Mode.NOTHING_TO_WRITE);
    }

    @Test
    void plan_keepingExisting_changesNoneOfThem() throws Exception {
        create(PRODUCTION);
        put("OTHER", "before");
        PlanWriter writer = planWriter();

        WriteSteps plan = writer.plan(PRODUCTION, literals("OTHER", "after", "NEW", "new"))
                .keepingExisting();
        writer.write(plan, written -> {});

        assertThat(plan.changed()).isEmpty();
        assertThat(load(PRODUCTION)).containsEntry("OTHER", "before").containsEntry("NEW", "new");
    }

    @Test
    void plan_withoutANote_keepsTheOneThatIsThere_andTemplatesAreAChange() {
        create(PRODUCTION);
        write(PRODUCTION, "TOKEN", new Content(SecretValue.of("one"), Note.of("by June"), Secret.Kind.LITERAL));
        PlanWriter writer = planWriter();

        assertThat(writer.plan(PRODUCTION, literals("TOKEN", "one")).unchanged())
                .hasSize(1);
        writer.write(writer.plan(PRODUCTION, literals("TOKEN", "two")), written -> {});
        assertThat(current(TOKEN).note()).contains(Note.of("by June"));
        Content template = Content.template(SecretValue.of("two"));
        assertThat(writer.plan(PRODUCTION, Map.of(TOKEN, template)).changed()).hasSize(1);
        write(PRODUCTION, "TOKEN", Content.deletion());
        writer.write(writer.plan(PRODUCTION, literals("TOKEN", "three")), written -> {});
        assertThat(current(TOKEN).note()).isEmpty();
    }

    @Test
    void planEdit_isExactlyThat_withDeletionsAndWithoutTheNote() throws Exception {
        create(PRODUCTION);
        write(PRODUCTION, "TOKEN", new Content(SecretValue.of("one"), Note.of("by June"), Secret.Kind.LITERAL));
        put("GONE", "before");
        put("SAME", "same");
        PlanWriter writer = planWriter();
        Map<SecretName, Content> wanted = new TreeMap<>(literals("TOKEN", "one", "SAME", "same", "NEW", "new"));
        wanted.put(SecretName.parse("GONE"), Content.deletion());
        wanted.put(SecretName.parse("NEVER"), Content.deletion());

        WriteSteps plan = writer.planEdit(PRODUCTION, wanted);

        assertThat(plan.added()).isEqualTo(names("NEW"));
        assertThat(plan.changed()).isEqualTo(names("TOKEN"));
        assertThat(plan.removed()).isEqualTo(names("GONE"));
        assertThat(plan.unchanged()).isEqualTo(names("NEVER", "SAME"));
        writer.write(plan, written -> {});
        assertThat(current(TOKEN).note()).isEmpty();
        assertThat(load(PRODUCTION)).containsOnlyKeys("NEW", "SAME", "TOKEN");
        assertThat(versions(SecretName.parse("GONE"))).containsExactly("before", "deleted");
        assertThat(writer.planEdit(PRODUCTION, wanted).unchanged()).hasSize(5);
    }

    @Test
    void plan_forAnEnvironmentThatIsNotThere_isNotFound() {
        assertThatThrownBy(() -> planWriter().plan(PRODUCTION, literals("A", "a")))
                .isInstanceOf(NotFoundException.class);
        assertThat(PlanWriter.planForNew(PRODUCTION, literals("A", "a")).added())
                .isEqualTo(names("A"));
    }

    @Test
    void write_whereAnotherWriterCameInBetween_isAConflict_andOverwritesNothing() throws Exception {
        create(PRODUCTION);
        put("A", "one");
        put("B", "one");
        PlanWriter writer = planWriter();
        WriteSteps plan = writer.plan(PRODUCTION, literals("A", "two", "B", "two", "C", "one", "D", "one"));
        writer(store, BOB).write(PRODUCTION, SecretName.parse("B"), to("by bob"));
        writer(store, BOB).write(PRODUCTION, SecretName.parse("D"), to("by bob"));

        assertThatThrownBy(() -> writer.write(plan, written -> {}))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("B, D of production")
                .satisfies(e -> assertThat(((ConflictException) e).names()).isEqualTo(names("B", "D")));

        assertThat(versions(SecretName.parse("B"))).containsExactly("one", "by bob");
        assertThat(versions(SecretName.parse("D"))).containsExactly("by bob");
        // In one transaction nothing was written, without one what was not in the way was.
        assertThat(versions(SecretName.parse("A"))).hasSize(store.hasTransactions() ? 1 : 2);
        assertThat(load(PRODUCTION).containsKey("C")).isEqualTo(!store.hasTransactions());
    }

    @Test
    void write_ofManySecrets_isInBatches_thatAreAllWritten() {
        create(PRODUCTION);
        PlanWriter writer = planWriter();
        List<Integer> progress = new ArrayList<>();

        WriteSteps plan = writer.plan(PRODUCTION, many("one"));
        assertThat(writer.mode(plan)).isEqualTo(Mode.BATCHES);
        Mode mode = writer.write(plan, progress::add);

        assertThat(mode).isEqualTo(Mode.BATCHES);
        assertThat(progress).isSorted().hasSizeGreaterThan(2).endsWith(MANY);
        assertThat(load(PRODUCTION)).hasSize(MANY).containsValue("one 2499");
    }

    @Test
    void mode_ofFewButLargeSecrets_isInBatches() {
        create(PRODUCTION);
        PlanWriter writer = planWriter();
        Map<SecretName, Content> large = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            large.put(SecretName.parse("LARGE_" + i), Content.literal(SecretValue.of("x".repeat(900_000))));
        }
        WriteSteps plan = writer.plan(PRODUCTION, large);

        assertThat(writer.mode(plan)).isEqualTo(Mode.BATCHES);
        assertThat(writer.write(plan, written -> {})).isEqualTo(Mode.BATCHES);
    }

    /** What stands in the way in one batch does not keep the others from being written. */
    @Test
    void write_ofManySecrets_withConflictsInSome_writesTheOthers_andARepeatedRunCompletes() throws Exception {
        create(PRODUCTION);
        PlanWriter writer = planWriter();
        WriteSteps plan = writer.plan(PRODUCTION, many("one"));
        SecretName early = SecretName.parse("NAME_0003");
        SecretName late = SecretName.parse("NAME_2400");
        writer(store, BOB).write(PRODUCTION, early, to("by bob"));
        writer(store, BOB).write(PRODUCTION, late, to("by bob"));

        assertThatThrownBy(() -> writer.write(plan, written -> {}))
                .isInstanceOf(ConflictException.class)
                .satisfies(e -> assertThat(((ConflictException) e).names()).containsExactly(early, late));

        assertThat(load(PRODUCTION)).hasSize(MANY).containsEntry("NAME_2499", "one 2499");
        WriteSteps repeated = writer.plan(PRODUCTION, many("one"));
        assertThat(repeated.changed()).containsExactly(early, late);
        writer.write(repeated, written -> {});
        assertThat(versions(late)).containsExactly("by bob", "one 2400");
    }

    @Test
    void write_thatIsInterruptedBetweenBatches_isCompletedByARepeatedRun() {
        create(PRODUCTION);
        int[] works = {1};
        PlanWriter stopping = new PlanWriter(
                environments(new DelegatingStore(store) {
                    @Override
                    public List<SecretWrite> write(List<SecretWrite> writes) {
                        if (works[0]-- == 0) {
                            throw new StoreUnavailableException("the test stopped it", null, null);
                        }
                        return super.write(writes);
                    }
                }),
                ALICE);
        WriteSteps plan = stopping.plan(PRODUCTION, many("one"));
        assertThatThrownBy(() -> stopping.write(plan, written -> {})).isInstanceOf(StoreUnavailableException.class);
        int written = load(PRODUCTION).size();
        assertThat(written).isBetween(1, MANY - 1);

        WriteSteps rest = planWriter().plan(PRODUCTION, many("one"));
        assertThat(rest.unchanged()).hasSize(written);
        planWriter().write(rest, progress -> {});

        assertThat(load(PRODUCTION)).hasSize(MANY);
    }

    private static Map<SecretName, Content> many(String value) {
        Map<SecretName, Content> many = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            many.put(SecretName.parse("NAME_%04d".formatted(i)), Content.literal(SecretValue.of(value + " " + i)));
        }
        return many;
    }

    @Test
    void write_ofLargeValues_isInBatches() {
        create(PRODUCTION);
        String large = "x".repeat(SecretValue.MAX_BYTES);
        Map<SecretName, Content> wanted = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            wanted.put(SecretName.parse("LARGE_" + i), Content.literal(SecretValue.of(large)));
        }
        PlanWriter writer = planWriter();

        assertThat(writer.write(writer.plan(PRODUCTION, wanted), written -> {})).isEqualTo(Mode.BATCHES);

        assertThat(load(PRODUCTION)).hasSize(8).containsEntry("LARGE_7", large);
    }

    /** Between the two steps of a write there was a crash: history has the version that is still the current one. */
    private void crashAfterHistory(String name) {
        SecretName secret = SecretName.parse(name);
        CurrentDocument before = document(secret);
        Secret version = current(secret);
        FormerDocument former = environments(store)
                .open(PRODUCTION, Freshness.PRIMARY)
                .encryptFormer(version, DocumentId.create(store.now(), new SecureRandom()));
        CurrentDocument next = environments(store)
                .open(PRODUCTION, Freshness.PRIMARY)
                .encryptCurrent(version, before.id(), before.revision() + 1);
        assertThat(store.write(List.of(new SecretWrite(next, former)))).isEmpty();
    }

    @Test
    void put_afterACrashBetweenItsSteps_copesWithWhatIsInHistory() throws Exception {
        create(PRODUCTION);
        put("TOKEN", "one");
        put("TOKEN", "two");
        crashAfterHistory("TOKEN");
        assertThat(formers(TOKEN)).hasSize(2);
        assertThat(current(TOKEN).version()).isEqualTo(2);

        assertThat(put("TOKEN", "three").isWritten()).isTrue();

        assertThat(versions(TOKEN)).containsExactly("one", "two", "three");
    }

    @Test
    void write_ofAPlanAfterACrash_copesWithWhatIsInHistory() throws Exception {
        create(PRODUCTION);
        put("A", "one");
        put("TOKEN", "one");
        crashAfterHistory("TOKEN");
        PlanWriter writer = planWriter();

        writer.write(writer.plan(PRODUCTION, literals("A", "two", "TOKEN", "two")), written -> {});

        assertThat(versions(TOKEN)).containsExactly("one", "two");
        assertThat(versions(SecretName.parse("A"))).containsExactly("one", "two");
    }
}
