// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.protocol;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.spi.Batch;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Removes documents for good. Former versions go oldest first, so that what an interruption leaves has no gap. Removing
 * twice does no more than removing once, so where an answer was lost it is done again.
 */
public final class Removal {
    private static final Batch.Limits AT_ONCE = new Batch.Limits(500, 4L * 1024 * 1024);
    private static final int MAX_PASSES = 10;

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
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            if (removeFormersOnce(selection, isMeant) == 0) {
                return;
            }
        }
        throw overtaken();
    }

    /** How many there were. */
    private int removeFormersOnce(Selection selection, Predicate<FormerDocument> isMeant) {
        Batch<FormerDocument> batch = new Batch<>(
                AT_ONCE,
                former -> 1,
                FormerDocument::approximateSize,
                formers -> count(repeat(() -> store.deleteFormer(formers))));
        DocumentCount found = DocumentCount.of(counter -> store.findHistory(selection, Freshness.PRIMARY, stored -> {
            if (stored instanceof FormerDocument former && isMeant.test(former)) {
                counter.accept(former);
                batch.add(former);
            }
        }));
        batch.send();
        return found.own();
    }

    /** Removes all current documents, whatever their revision; those that Kist did not write are left and counted. */
    public int removeSecrets() {
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            DocumentCount found = DocumentCount.of(
                    counter -> store.findSecrets(Selection.all(environment), Freshness.PRIMARY, stored -> {
                        counter.accept(stored);
                        if (stored instanceof CurrentDocument secret) {
                            count(removeSecret(secret) ? 1 : 0);
                        }
                    }));
            if (found.own() == 0) {
                return found.foreign();
            }
        }
        throw overtaken();
    }

    /** Removes a current document of that revision; false if it has another one, or is gone already. */
    public boolean removeSecret(CurrentDocument current) {
        return repeat(() -> store.deleteSecret(current));
    }

    /** Does what may be done twice, again where its answer was lost. */
    public <T> T repeat(Supplier<T> removal) {
        return Settling.repeat(store, removal);
    }

    private ConflictException overtaken() {
        return new ConflictException(environment, List.of(), "others keep writing: try again");
    }

    private void count(int more) {
        removed += more;
        progress.accept(removed);
    }
}
