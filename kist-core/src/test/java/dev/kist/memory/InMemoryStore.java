// SPDX-License-Identifier: Apache-2.0
package dev.kist.memory;

import dev.kist.EnvironmentName;
import dev.kist.StoreDescription;
import dev.kist.spi.ChangeFeed;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredEnvironment;
import dev.kist.spi.WatchableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A store in memory that keeps the whole contract: transactions, unique places, compare-and-set, changes as they happen.
 * {@code kist-junit} has another one: it is published, stands on this module, and so cannot be used here.
 */
public final class InMemoryStore implements SecretStore, WatchableStore {
    private final InMemoryDocuments documents;
    private final StoreDescription description;
    private final AtomicLong lastNow = new AtomicLong(Long.MIN_VALUE);

    /** A store of what {@code documents} has. */
    public InMemoryStore(InMemoryDocuments documents) {
        this(documents, new StoreDescription("memory", "local.secrets", true));
    }

    /** The same, spoken of in another way. */
    public InMemoryStore(InMemoryDocuments documents, StoreDescription description) {
        this.documents = documents;
        this.description = description;
    }

    @Override
    public StoreDescription description() {
        return description;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(lastNow.accumulateAndGet(System.currentTimeMillis(), Math::max));
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public boolean hasTransactions() {
        return true;
    }

    @Override
    public void prepareForWriting() {}

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return documents.environment(name).map(fields -> DocumentFields.parseEnvironment(name, fields));
    }

    @Override
    public void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer) {
        documents.environments().forEach(consumer);
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return documents.environments().stream().map(StoredEnvironment::name).toList();
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return documents.change(() -> documents.environment(document.name()).isEmpty() && documents.put(document));
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        return documents.change(() -> isOfRevision(document, document.revision() - 1) && documents.put(document));
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return documents.change(() -> isOfRevision(document, document.revision()) && documents.remove(document));
    }

    private boolean isOfRevision(EnvironmentDocument document, int revision) {
        return documents
                .environment(document.name())
                .filter(fields -> Integer.valueOf(revision).equals(fields.get("revision")))
                .isPresent();
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        hand(selection, documents.secrets(selection.environment(), selection.after()), consumer);
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        hand(selection, documents.history(selection.environment(), selection.after()), consumer);
    }

    private static void hand(Selection selection, List<StoredDocument> all, Consumer<StoredDocument> consumer) {
        Set<String> keys = Set.copyOf(selection.keys().orElse(List.of()));
        all.stream()
                .filter(document -> selection.names() == null || keys.contains(document.key()))
                .limit(selection.limit())
                .toList()
                .forEach(consumer);
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        return documents.change(() -> refused(writes, documents::write));
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        return documents
                .changeOrUndo(
                        () -> Optional.of(refused(writes, documents::write)).filter(List::isEmpty))
                .orElseGet(() -> List.copyOf(writes));
    }

    @Override
    public List<CurrentDocument> insertSecrets(List<CurrentDocument> inserts) {
        return documents.change(() -> refused(inserts, documents::insertSecret));
    }

    @Override
    public List<FormerDocument> insertFormers(List<FormerDocument> inserts) {
        return documents.change(() -> refused(inserts, documents::insertFormer));
    }

    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        return documents.change(
                () -> refused(replacements, one -> documents.replaceFormer(one.expected(), one.next())));
    }

    private static <T> List<T> refused(List<T> writes, Predicate<T> write) {
        List<T> refused = new ArrayList<>();
        for (T one : writes) {
            if (!write.test(one)) {
                refused.add(one);
            }
        }
        return refused;
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        return documents.change(
                () -> formers.size() - refused(formers, documents::removeFormer).size());
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        return documents.change(
                () -> documents.isCurrent(current, current.revision()) && documents.removeSecret(current));
    }

    @Override
    public Optional<ChangeFeed> follow(Set<EnvironmentName> environments) {
        return Optional.of(new Feed(documents));
    }

    /** Tells of every change, whichever environment it was in. */
    private static final class Feed implements ChangeFeed {
        private final InMemoryDocuments documents;
        private long seen;

        Feed(InMemoryDocuments documents) {
            this.documents = documents;
            this.seen = documents.changes();
        }

        @Override
        public boolean await(Duration most) {
            try {
                long now = documents.await(seen, Math.max(1, most.toMillis()));
                boolean isChanged = now != seen;
                seen = now;
                return isChanged;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {}
}
