package dev.kist.internal.protocol;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Removes documents for good. Former versions go oldest first, so that what an interruption leaves has no gap. Removing
 * twice does no more than removing once, so where an answer was lost it is done again.
 */
public final class Removal {
    private static final int MOST_DOCUMENTS = 500;
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final int MOST_PASSES = 10;

    private final SecretStore store;
    private final EnvironmentName environment;
    private final IntConsumer progress;
    private int removed;

    /** In {@code environment}; {@code progress} is told how many documents were removed so far. */
    public Removal(SecretStore store, EnvironmentName environment, IntConsumer progress) {
        this.store = store;
        this.environment = environment;
        this.progress = progress;
    }

    /** How many documents were removed. */
    public int removed() {
        return removed;
    }

    /**
     * Removes the former versions of a selection that {@code isMeant}, until there is none. Documents that Kist did not
     * write are left.
     *
     * @throws ConflictException if others change them all the time
     */
    public void removeFormers(Selection selection, Predicate<FormerDocument> isMeant) {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            List<FormerDocument> batch = new ArrayList<>();
            long[] bytes = {0};
            int[] found = {0};
            store.findHistory(selection, Freshness.PRIMARY, stored -> {
                if (stored instanceof FormerDocument former && isMeant.test(former)) {
                    found[0]++;
                    batch.add(former);
                    bytes[0] += former.approximateSize();
                    if (batch.size() == MOST_DOCUMENTS || bytes[0] > MOST_BYTES) {
                        removeFormers(batch);
                        batch.clear();
                        bytes[0] = 0;
                    }
                }
            });
            if (found[0] == 0) {
                return;
            }
            removeFormers(batch);
        }
        throw new ConflictException(environment, List.of(), "run the command again");
    }

    private void removeFormers(List<FormerDocument> formers) {
        if (!formers.isEmpty()) {
            List<FormerDocument> all = List.copyOf(formers);
            count(send(() -> store.deleteFormer(all)));
        }
    }

    /** Removes all current documents, whatever their revision; those that Kist did not write are left and counted. */
    public int removeSecrets() {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            int[] found = {0, 0};
            store.findSecrets(Selection.all(environment), Freshness.PRIMARY, stored -> {
                if (stored instanceof CurrentDocument secret) {
                    found[0]++;
                    count(removeSecret(secret) ? 1 : 0);
                } else if (stored instanceof ForeignDocument) {
                    found[1]++;
                }
            });
            if (found[0] == 0) {
                return found[1];
            }
        }
        throw new ConflictException(environment, List.of(), "run the command again");
    }

    /** Removes a current document of that revision; false if it has another one, or is gone already. */
    public boolean removeSecret(CurrentDocument current) {
        return send(() -> store.deleteSecret(current));
    }

    public <T> T send(Supplier<T> removal) {
        long deadline = System.nanoTime() + store.timeout().toNanos();
        while (true) {
            try {
                return removal.get();
            } catch (LostAnswerException e) {
                Backoff.orFail(deadline, e);
            }
        }
    }

    private void count(int more) {
        removed += more;
        progress.accept(removed);
    }
}
