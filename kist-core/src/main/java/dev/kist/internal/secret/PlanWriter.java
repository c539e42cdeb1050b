// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.WritePlan.Mode;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.secret.SecretReader.Found;
import dev.kist.internal.secret.SecretWriter.Prepared;
import dev.kist.internal.secret.WriteSteps.Step;
import dev.kist.spi.Batch;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Plans and writes many secrets of one environment at once. Thread-safe. */
public final class PlanWriter {
    /** What one transaction takes. */
    private static final Batch.Limits TRANSACTION = Batch.Limits.OF_ONE_CALL;

    /** Without a transaction a batch is smaller: each has the store's whole timeout to itself. */
    private static final Batch.Limits BATCH = new Batch.Limits(200, TRANSACTION.bytes());

    private final Environments environments;
    private final SecretStore store;
    private final SecretReader reader;
    private final SecretWriter writer;
    private final WriteSettlement settlement;

    public PlanWriter(Environments environments, Actor actor) {
        this.environments = environments;
        this.store = environments.store();
        this.reader = new SecretReader(environments);
        this.writer = new SecretWriter(environments, actor);
        this.settlement = new WriteSettlement(environments, reader);
    }

    /**
     * What became of a plan.
     *
     * @param mode how it was written
     * @param written the versions that were written, by name
     * @param overtaken the names that another writer came first with; in one transaction nothing was written then
     */
    record Outcome(Mode mode, SortedMap<SecretName, Secret> written, List<SecretName> overtaken) {}

    /**
     * Decides what {@code wanted} would change.
     *
     * @throws NotFoundException if the environment does not exist
     * @throws dev.kist.KistException if one of the secrets that would be replaced cannot be read
     */
    public WriteSteps plan(EnvironmentName environment, Map<SecretName, Secret.Content> wanted) {
        return WriteSteps.of(environment, wanted, current(environment, wanted.keySet()));
    }

    /** The same for exactly these contents, deletions among them. */
    public WriteSteps planEdit(EnvironmentName environment, Map<SecretName, Secret.Content> wanted) {
        return WriteSteps.edited(environment, wanted, current(environment, wanted.keySet()));
    }

    /** The current versions of these names, deleted ones among them. */
    Map<SecretName, Found> current(EnvironmentName environment, Collection<SecretName> names) {
        // Asking for thousands of names one by one costs more than reading the environment.
        Selection selection =
                names.size() <= TRANSACTION.documents() ? Selection.of(environment, names) : Selection.all(environment);
        Map<SecretName, Found> current = new HashMap<>();
        for (Found found : reader.findForWriting(selection)) {
            current.put(found.secret().name(), found);
        }
        return current;
    }

    /** The plan for an environment that does not exist yet: everything is added. */
    public static WriteSteps planForNew(EnvironmentName environment, Map<SecretName, Secret.Content> wanted) {
        return WriteSteps.of(environment, wanted, Map.of());
    }

    /** How {@link #write} would write a plan now. */
    public Mode mode(WriteSteps plan) {
        Map<SecretName, Step> writes = plan.writes();
        if (writes.isEmpty()) {
            return Mode.NOTHING_TO_WRITE;
        }
        return store.hasTransactions()
                        && documents(writes) <= TRANSACTION.documents()
                        && bytes(plan) <= TRANSACTION.bytes()
                ? Mode.ONE_TRANSACTION
                : Mode.BATCHES;
    }

    /** About how many bytes it takes: what it takes encrypted is known only then. */
    private long bytes(WriteSteps plan) {
        Instant now = store.now();
        return plan.writes().entrySet().stream()
                .mapToLong(write -> prepare(plan, write.getKey(), write.getValue(), now)
                        .write()
                        .approximateSize())
                .sum();
    }

    private Prepared prepare(WriteSteps plan, SecretName name, Step step, Instant now) {
        return writer.prepare(
                environments.copyForWriting(plan.environment()), name, step.current(), step.content(), now);
    }

    /**
     * Writes what {@code plan} says.
     *
     * @param progress is told how many secrets were written so far
     * @throws ConflictException if another writer came in between with some of them; in one transaction nothing was
     *     written then, in batches what is not named was
     */
    public Mode write(WriteSteps plan, IntConsumer progress) {
        Outcome outcome = carryOut(plan, progress);
        if (!outcome.overtaken().isEmpty()) {
            throw new ConflictException(plan.environment(), outcome.overtaken(), "look at what would change now");
        }
        return outcome.mode();
    }

    /** The same, telling what became of each. */
    Outcome carryOut(WriteSteps plan, IntConsumer progress) {
        if (plan.writes().isEmpty()) {
            return new Outcome(Mode.NOTHING_TO_WRITE, Collections.emptySortedMap(), List.of());
        }
        store.prepareForWriting();
        return new Run(plan, progress).run();
    }

    /** One run through a plan. */
    private final class Run {
        private final WriteSteps plan;
        private final IntConsumer progress;
        private final boolean mayBeAtomic;
        private final SortedMap<SecretName, Secret> written = new TreeMap<>();
        private final List<SecretName> overtaken = new ArrayList<>();
        private boolean isWhole;
        private boolean isAtomic;
        private int sent;

        Run(WriteSteps plan, IntConsumer progress) {
            this.plan = plan;
            this.progress = progress;
            this.mayBeAtomic = store.hasTransactions();
        }

        Outcome run() {
            boolean fits = mayBeAtomic && documents(plan.writes()) <= TRANSACTION.documents();
            Batch<Prepared> batch = new Batch<>(
                    fits ? TRANSACTION : BATCH,
                    one -> one.write().documents(),
                    one -> one.write().approximateSize(),
                    this::send);
            Instant now = store.now();
            plan.writes().forEach((name, step) -> batch.add(prepare(plan, name, step, now)));
            isWhole = true;
            batch.send();
            return new Outcome(isAtomic ? Mode.ONE_TRANSACTION : Mode.BATCHES, written, overtaken);
        }

        private void send(List<Prepared> writes) {
            isAtomic = mayBeAtomic && isWhole && sent == 0;
            List<SecretName> lost = settlement.send(plan.environment(), writes, isAtomic);
            overtaken.addAll(lost);
            if (isAtomic && !lost.isEmpty()) {
                return;
            }
            writes.stream()
                    .map(Prepared::secret)
                    .filter(secret -> !lost.contains(secret.name()))
                    .forEach(secret -> written.put(secret.name(), secret));
            sent += writes.size();
            progress.accept(sent);
        }
    }

    /** How many documents it takes: a new version of an existing secret takes one in history, too. */
    private static int documents(Map<SecretName, Step> steps) {
        return steps.values().stream()
                .mapToInt(step -> step.current().isPresent() ? 2 : 1)
                .sum();
    }
}
