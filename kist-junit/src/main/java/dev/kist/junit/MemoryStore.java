// SPDX-License-Identifier: Apache-2.0
package dev.kist.junit;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A store in memory that keeps the contract of a store under compare-and-set, as MongoDB does; it is a replica set in this:
 * {@link #writeAtomically} is there. It counts as the user's own, so that no fingerprint has to be known.
 */
final class MemoryStore implements SecretStore, WatchableStore {
    private final MemoryDocuments documents;
    private final Duration timeout;

    MemoryStore(MemoryDocuments documents, Duration timeout) {
        this.documents = documents;
        this.timeout = timeout;
    }

    @Override
    public StoreDescription description() {
        return new StoreDescription("in memory, " + documents.name(), "memory.secrets", true);
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public boolean hasTransactions() {
        return true;
    }

    @Override
    public void prepareForWriting() {
        documents.read(() -> true);
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return documents
                .read(() -> documents.environment(name))
                .map(fields -> DocumentFields.parseEnvironment(name, fields));
    }

    @Override
    public void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer) {
        stored().forEach(consumer);
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return stored().stream().map(StoredEnvironment::name).toList();
    }

    private List<StoredEnvironment> stored() {
        return documents.read(() -> documents.environments().stream()
                .filter(fields -> fields.get("_id") instanceof String name && EnvironmentName.isValid(name))
                .map(fields -> DocumentFields.readEnvironment(
                        EnvironmentName.parse(String.valueOf(fields.get("_id"))), fields))
                .sorted(Comparator.comparing(StoredEnvironment::name))
                .toList());
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return documents.change(() -> documents.environment(document.name()).isEmpty()
                && documents.environments().add(DocumentFields.of(document)));
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        return documents.change(() -> {
            Optional<Map<String, ?>> before = documents
                    .environment(document.name())
                    .filter(fields -> MemoryDocuments.isRevision(fields, document, document.revision() - 1));
            before.ifPresent(
                    fields -> MemoryDocuments.replace(documents.environments(), fields, DocumentFields.of(document)));
            return before.isPresent();
        });
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return documents.change(() -> documents
                .environments()
                .removeIf(fields -> MemoryDocuments.isRevision(fields, document, document.revision())));
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        documents.read(() -> documents.current(selection)).forEach(consumer);
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        documents.read(() -> documents.former(selection)).forEach(consumer);
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        return documents.change(
                () -> writes.stream().filter(write -> !happens(write)).toList());
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        return documents.change(() -> {
            List<Map<String, ?>> secrets = List.copyOf(documents.secrets());
            List<Map<String, ?>> history = List.copyOf(documents.history());
            if (writes.stream().allMatch(this::happens)) {
                return List.of();
            }
            putBack(documents.secrets(), secrets);
            putBack(documents.history(), history);
            return List.copyOf(writes);
        });
    }

    private static void putBack(List<Map<String, ?>> collection, List<Map<String, ?>> before) {
        collection.clear();
        collection.addAll(before);
    }

    private boolean happens(SecretWrite write) {
        CurrentDocument next = write.next();
        FormerDocument former = write.former();
        Optional<Map<String, ?>> kept = former == null ? Optional.empty() : documents.former(former);
        if (former != null && kept.isPresent() && !MemoryDocuments.isFormer(kept.get(), former)) {
            return false;
        }
        Optional<Map<String, ?>> before = documents.current(next);
        boolean isAsExpected = write.isInsert()
                ? before.isEmpty() && !documents.hasSecret(next.id())
                : before.filter(fields -> MemoryDocuments.isRevision(fields, next, write.expectedRevision()))
                        .isPresent();
        if (!isAsExpected) {
            return false;
        }
        if (former != null && kept.isEmpty()) {
            documents.history().add(DocumentFields.of(former));
        }
        before.ifPresent(documents.secrets()::remove);
        return documents.secrets().add(DocumentFields.of(next));
    }

    @Override
    public List<CurrentDocument> insertSecrets(List<CurrentDocument> inserted) {
        return documents.change(() -> inserted.stream()
                .filter(document -> documents
                        .current(document)
                        .map(there -> !DocumentFields.parseCurrent(there).equals(document))
                        .orElseGet(() -> documents.hasSecret(document.id())
                                || !documents.secrets().add(DocumentFields.of(document))))
                .toList());
    }

    @Override
    public List<FormerDocument> insertFormers(List<FormerDocument> inserted) {
        return documents.change(() -> inserted.stream()
                .filter(former -> documents
                        .former(former)
                        .map(there -> !MemoryDocuments.isFormer(there, former))
                        .orElseGet(() -> !documents.history().add(DocumentFields.of(former))))
                .toList());
    }

    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        return documents.change(() -> {
            List<FormerReplacement> unconfirmed = new ArrayList<>();
            for (FormerReplacement replacement : replacements) {
                Optional<Map<String, ?>> there = documents.former(replacement.expected());
                if (there.filter(fields -> MemoryDocuments.isFormer(fields, replacement.expected()))
                        .isPresent()) {
                    MemoryDocuments.replace(documents.history(), there.get(), DocumentFields.of(replacement.next()));
                } else if (there.filter(fields -> MemoryDocuments.isFormer(fields, replacement.next()))
                        .isEmpty()) {
                    unconfirmed.add(replacement);
                }
            }
            return unconfirmed;
        });
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        return documents.change(() -> {
            int deleted = 0;
            for (FormerDocument former : formers) {
                deleted += documents
                                .former(former)
                                .filter(fields -> MemoryDocuments.isFormer(fields, former))
                                .map(documents.history()::remove)
                                .orElse(false)
                        ? 1
                        : 0;
            }
            return deleted;
        });
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        return documents.change(() -> documents
                .current(current)
                .filter(fields -> MemoryDocuments.isRevision(fields, current, current.revision()))
                .map(documents.secrets()::remove)
                .orElse(false));
    }

    @Override
    public Optional<ChangeFeed> follow(Set<EnvironmentName> environments) {
        return Optional.of(new MemoryFeed(documents));
    }

    @Override
    public void close() {}
}
