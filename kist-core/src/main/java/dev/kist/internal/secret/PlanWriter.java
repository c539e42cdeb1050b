package dev.kist.internal.secret;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.WritePlan.Mode;
import dev.kist.internal.environment.EnvironmentCopy;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.secret.SecretReader.Found;
import dev.kist.internal.secret.SecretWriter.Prepared;
import dev.kist.internal.secret.WriteSteps.Step;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Plans and writes many secrets of one environment at once. Thread-safe. */
public final class PlanWriter {
    /** One transaction takes at most so many documents and bytes. */
    private static final int MOST_DOCUMENTS = 1000;

    /** Without a transaction a batch is smaller: each has the store's whole timeout to itself. */
    private static final int BATCH_DOCUMENTS = 200;

    private static final long MOST_BYTES = 8L * 1024 * 1024;

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
     * Decides what {@code wanted} would change.
     *
     * @throws NotFoundException if the environment does not exist
     * @throws dev.kist.KistException if one of the secrets that would be replaced cannot be read
     */
    public WriteSteps plan(EnvironmentName environment, Map<SecretName, Secret.Content> wanted) {
        // Asking for thousands of names one by one costs more than reading the environment.
        Selection selection = wanted.size() <= MOST_DOCUMENTS
                ? Selection.of(environment, wanted.keySet())
                : Selection.all(environment);
        Map<SecretName, Found> current = new HashMap<>();
        for (Found found : reader.findForWriting(selection)) {
            current.put(found.secret().name(), found);
        }
        return WriteSteps.of(environment, wanted, current);
    }

    /** The plan for an environment that does not exist yet: everything is added. */
    public static WriteSteps planForNew(EnvironmentName environment, Map<SecretName, Secret.Content> wanted) {
        return WriteSteps.of(environment, wanted, Map.of());
    }

    /**
     * Writes what {@code plan} says.
     *
     * @param progress is told how many secrets were written so far
     * @throws ConflictException if another writer came in between with some of them; in one transaction nothing was
     *     written then, in batches what is not named was
     */
    public Mode write(WriteSteps plan, IntConsumer progress) {
        Map<SecretName, Step> steps = plan.writes();
        if (steps.isEmpty()) {
            return Mode.NOTHING_TO_WRITE;
        }
        store.prepareForWriting();
        Instant now = store.now();
        List<SecretName> overtaken = new ArrayList<>();
        List<Prepared> batch = new ArrayList<>();
        int documents = 0;
        long bytes = 0;
        int written = 0;
        boolean isFirst = true;
        int most = store.hasTransactions() && documents(steps) <= MOST_DOCUMENTS ? MOST_DOCUMENTS : BATCH_DOCUMENTS;
        for (Map.Entry<SecretName, Step> entry : steps.entrySet()) {
            EnvironmentCopy copy = environments.copyForWriting(plan.environment());
            Step step = entry.getValue();
            Prepared prepared = writer.prepare(copy, entry.getKey(), step.current(), step.content(), now);
            SecretWrite write = prepared.write();
            if (documents + write.documents() > most || bytes + write.approximateSize() > MOST_BYTES) {
                overtaken.addAll(settlement.send(plan.environment(), List.copyOf(batch), false));
                written += batch.size();
                progress.accept(written);
                batch.clear();
                documents = 0;
                bytes = 0;
                isFirst = false;
            }
            batch.add(prepared);
            documents += write.documents();
            bytes += write.approximateSize();
        }
        boolean isAtomic = isFirst && store.hasTransactions();
        overtaken.addAll(settlement.send(plan.environment(), List.copyOf(batch), isAtomic));
        if (!overtaken.isEmpty()) {
            throw new ConflictException(
                    plan.environment(), overtaken, "run the command again to see what would change now");
        }
        progress.accept(written + batch.size());
        return isAtomic ? Mode.ONE_TRANSACTION : Mode.BATCHES;
    }

    /** How many documents it takes: a new version of an existing secret takes one in history, too. */
    private static int documents(Map<SecretName, Step> steps) {
        return steps.values().stream()
                .mapToInt(step -> step.current().isPresent() ? 2 : 1)
                .sum();
    }
}
