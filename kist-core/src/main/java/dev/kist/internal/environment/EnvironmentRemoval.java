// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.environment;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.NotFoundException;
import dev.kist.internal.protocol.DocumentCount;
import dev.kist.internal.protocol.Removal;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Removes a whole environment for good: history, secrets, and its document last, so that an interrupted run can be completed
 * by another. No key is needed: it also removes what nobody can open any more. Thread-safe.
 */
public final class EnvironmentRemoval {
    private final Environments environments;
    private final SecretStore store;

    public EnvironmentRemoval(Environments environments) {
        this.environments = environments;
        this.store = environments.store();
    }

    /**
     * What there is of an environment.
     *
     * @param name its name
     * @param document its document; empty where that is gone and only secrets are left
     * @param secrets how many secrets there are, deleted ones among them
     * @param formers how many former versions there are
     */
    public record Remains(EnvironmentName name, Optional<EnvironmentDocument> document, int secrets, int formers) {
        /** Whether the store has anything of it. */
        public boolean isStored() {
            return document.isPresent() || documents() > 0;
        }

        /** How many documents there are besides its own. */
        public int documents() {
            return secrets + formers;
        }
    }

    /**
     * Counts what there is. Of an environment that another member removed, a fingerprint that is known here can be all.
     *
     * @throws NotFoundException if there is nothing
     * @throws dev.kist.FormatException if its document is of a newer format, or was changed by other hands
     */
    public Remains find(EnvironmentName name) {
        Optional<EnvironmentDocument> document = store.findEnvironment(name, Freshness.PRIMARY);
        int formers = DocumentCount.of(each -> store.findHistory(Selection.all(name), Freshness.PRIMARY, each))
                .own();
        Remains remains = new Remains(name, document, secrets(name), formers);
        if (!remains.isStored() && !environments.known().isNamed(name)) {
            throw environments.notFound(name);
        }
        return remains;
    }

    private int secrets(EnvironmentName name) {
        return DocumentCount.of(each -> store.findSecrets(Selection.all(name), Freshness.PRIMARY, each))
                .own();
    }

    /**
     * Removes the environment.
     *
     * @param progress is told how many documents were removed so far
     * @return how many documents are left because Kist did not write them
     * @throws ConflictException if another writer changed the environment's keys since it was looked at, or wrote a secret
     *     to the end; running it again completes it
     */
    public int remove(Remains shown, IntConsumer progress) {
        EnvironmentName name = shown.name();
        Removal removal = new Removal(store, name, progress);
        removal.removeFormers(Selection.all(name), former -> true);
        int foreign = removal.removeSecrets();
        removal.removeFormers(Selection.all(name), former -> true);
        if (shown.document().isPresent()) {
            EnvironmentDocument document = shown.document().get();
            boolean isRemoved = removal.repeat(() -> store.deleteEnvironment(document));
            if (!isRemoved && store.findEnvironment(name, Freshness.PRIMARY).isPresent()) {
                throw new ConflictException(name, "do it again");
            }
        }
        environments.forget(name);
        requireNothingLeft(name);
        return foreign;
    }

    /** Writers that had opened the environment before may have written until now; nobody can read that. */
    private void requireNothingLeft(EnvironmentName name) {
        if (secrets(name) > 0 && store.findEnvironment(name, Freshness.PRIMARY).isEmpty()) {
            throw new ConflictException(name, List.of(), "remove the environment again: that takes what is left");
        }
    }
}
