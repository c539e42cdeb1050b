// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretWrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.bson.BsonDocument;

/**
 * Writes without a transaction: batches of former versions, then of current documents, each document under its own
 * compare-and-set. A current document is replaced as a whole, so that no flag or note of the version before stays behind
 * and the order of fields is always the same.
 */
final class SecretBatches {
    private static final Set<String> COMMANDS = Set.of("insert", "update", "delete");
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final BulkWriteOptions ORDERED = new BulkWriteOptions().ordered(true);

    /** So many documents, and no more bytes than this, are written within one timeout: little, for slow servers. */
    static final int MOST_DOCUMENTS = 200;

    /** An update counts as so many documents: FerretDB 1 never answers a command of a hundred updates. */
    private static final int UPDATE = 4;

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final MongoConnection connection;

    SecretBatches(MongoConnection connection) {
        this.connection = connection;
    }

    /** The current document that a write leaves. */
    static BsonDocument currentDocument(SecretWrite write) {
        return BsonFields.write(DocumentFields.of(write.next()));
    }

    /** What a write does to the collection of current documents. */
    static WriteModel<BsonDocument> currentModel(SecretWrite write) {
        BsonDocument document = currentDocument(write);
        return write.isInsert()
                ? new InsertOneModel<>(document)
                : new ReplaceOneModel<>(Filters.revision(write.next(), write.expectedRevision()), document);
    }

    private static BsonDocument formerDocument(FormerDocument former) {
        return BsonFields.write(DocumentFields.of(former));
    }

    /** What a write adds to the history. */
    static WriteModel<BsonDocument> formerModel(FormerDocument former) {
        return new InsertOneModel<>(formerDocument(former));
    }

    /** Carries out the writes; gives those that are not known to have happened. */
    List<SecretWrite> write(List<SecretWrite> writes) {
        List<SecretWrite> unconfirmed = new ArrayList<>();
        carryOut(
                batches(writes, SecretBatches::documents, SecretWrite::approximateSize),
                batch -> unconfirmed.addAll(writeBatch(batch)));
        return unconfirmed;
    }

    /** Carries out one batch after the other. A failure of the first is what it is; after it, a part has been written. */
    private static <T> void carryOut(List<List<T>> batches, Consumer<List<T>> batchWriter) {
        for (int i = 0; i < batches.size(); i++) {
            try {
                batchWriter.accept(batches.get(i));
            } catch (LostAnswerException e) {
                throw e;
            } catch (StoreUnavailableException e) {
                if (i == 0) {
                    throw e;
                }
                throw new LostAnswerException(
                        "only a part was written: " + e.getMessage(), e.hint().orElse(null), e.getCause());
            }
        }
    }

    private static int documents(SecretWrite write) {
        return write.isInsert() ? 1 : UPDATE;
    }

    private List<SecretWrite> writeBatch(List<SecretWrite> batch) {
        Deadline deadline = connection.deadline();
        List<SecretWrite> blocked = insertFormers(deadline, batch);
        if (blocked.isEmpty()) {
            return writeCurrent(deadline, batch);
        }
        List<SecretWrite> free =
                batch.stream().filter(write -> !blocked.contains(write)).toList();
        List<SecretWrite> unconfirmed = new ArrayList<>(blocked);
        if (!free.isEmpty()) {
            unconfirmed.addAll(writeCurrent(deadline, free));
        }
        return unconfirmed;
    }

    /** Inserts the former versions; gives the writes whose former version met another entry. */
    private List<SecretWrite> insertFormers(Deadline deadline, List<SecretWrite> batch) {
        List<SecretWrite> replacing =
                batch.stream().filter(write -> write.former() != null).toList();
        if (replacing.isEmpty()) {
            return List.of();
        }
        Outcome outcome = bulkWrite(
                deadline,
                connection.history(),
                formers(replacing).stream().map(SecretBatches::formerModel).toList());
        if (outcome.duplicates.isEmpty()) {
            return List.of();
        }
        List<SecretWrite> duplicates =
                outcome.duplicates.stream().map(replacing::get).toList();
        HistoryEntries there = connection.call(() -> HistoryEntries.of(
                formers(duplicates), filter -> deadline.on(connection.history()).find(filter)));
        // What an earlier attempt put there is the very document; anything else must be looked at first.
        return duplicates.stream()
                .filter(write -> write.former() != null && !there.holds(write.former()))
                .toList();
    }

    /** The versions that the writes replace. */
    static List<FormerDocument> formers(List<SecretWrite> writes) {
        return writes.stream().map(SecretWrite::former).filter(Objects::nonNull).toList();
    }

    private List<SecretWrite> writeCurrent(Deadline deadline, List<SecretWrite> batch) {
        Outcome outcome = bulkWrite(
                deadline,
                connection.secrets(),
                batch.stream().map(SecretBatches::currentModel).toList());
        long updates = batch.stream().filter(write -> !write.isInsert()).count();
        boolean areAllUpdated = outcome.matched == updates;
        List<SecretWrite> doubtful = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).isInsert() ? outcome.duplicates.contains(i) : !areAllUpdated) {
                doubtful.add(batch.get(i));
            }
        }
        Set<BsonDocument> there = there(deadline, connection.secrets(), doubtful, SecretWrite::next);
        return doubtful.stream()
                .filter(write -> !there.contains(currentDocument(write)))
                .toList();
    }

    /**
     * What is stored in the places of doubtful writes; nothing where it cannot be looked up. The server says how many of the
     * updates happened, not which; and of what was sent twice the second time says nothing about the first.
     */
    private <T> Set<BsonDocument> there(
            Deadline deadline,
            MongoCollection<BsonDocument> collection,
            List<T> doubtful,
            Function<T, ? extends SecretDocument> written) {
        Map<String, List<SecretDocument>> byEnvironment = doubtful.stream()
                .<SecretDocument>map(written)
                .collect(groupingBy(document -> document.environment().value()));
        Set<BsonDocument> found = new HashSet<>();
        try {
            byEnvironment.forEach((environment, documents) -> connection.call(() -> deadline.on(collection)
                    .find(Filters.those(environment, documents))
                    .into(found)));
        } catch (StoreUnavailableException e) {
            return Set.of();
        }
        return found;
    }

    /** Inserts current documents as they are; gives those in whose place another one is. */
    List<CurrentDocument> insertCurrent(List<CurrentDocument> documents) {
        return insert(documents, connection::secrets);
    }

    /** Inserts former versions as they are; gives those in whose place another one is. */
    List<FormerDocument> insertFormers(List<FormerDocument> documents) {
        return insert(documents, connection::history);
    }

    private <T extends SecretDocument> List<T> insert(
            List<T> documents, Supplier<MongoCollection<BsonDocument>> collection) {
        List<T> refused = new ArrayList<>();
        carryOut(batches(documents, document -> 1, SecretDocument::approximateSize), batch -> {
            Deadline deadline = connection.deadline();
            List<WriteModel<BsonDocument>> models = batch.stream()
                    .<WriteModel<BsonDocument>>map(document -> new InsertOneModel<>(document(document)))
                    .toList();
            List<T> duplicates = bulkWrite(deadline, collection.get(), models).duplicates.stream()
                    .map(batch::get)
                    .toList();
            Set<BsonDocument> there = there(deadline, collection.get(), duplicates, document -> document);
            duplicates.stream()
                    .filter(document -> !there.contains(document(document)))
                    .forEach(refused::add);
        });
        return refused;
    }

    private static BsonDocument document(SecretDocument document) {
        return BsonFields.write(DocumentFields.of(document));
    }

    /** Replaces former versions, each only if it is as expected; gives those that are not known to have happened. */
    List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        List<FormerReplacement> unconfirmed = new ArrayList<>();
        carryOut(
                batches(replacements, replacement -> UPDATE, FormerReplacement::approximateSize),
                batch -> unconfirmed.addAll(replaceBatch(batch)));
        return unconfirmed;
    }

    private List<FormerReplacement> replaceBatch(List<FormerReplacement> batch) {
        Deadline deadline = connection.deadline();
        List<WriteModel<BsonDocument>> models = batch.stream()
                .<WriteModel<BsonDocument>>map(
                        one -> new ReplaceOneModel<>(Filters.exactly(one.expected()), formerDocument(one.next())))
                .toList();
        if (bulkWrite(deadline, connection.history(), models).matched == batch.size()) {
            return List.of();
        }
        Set<BsonDocument> there = there(deadline, connection.history(), batch, FormerReplacement::next);
        return batch.stream()
                .filter(one -> !there.contains(formerDocument(one.next())))
                .toList();
    }

    /** Removes former versions in this order, each only if it is as given; gives how many were removed. */
    int deleteFormer(List<FormerDocument> formers) {
        AtomicInteger deleted = new AtomicInteger();
        carryOut(
                batches(formers, former -> 1, FormerDocument::approximateSize),
                batch -> deleted.addAndGet(deleteBatch(batch)));
        return deleted.get();
    }

    private int deleteBatch(List<FormerDocument> batch) {
        Deadline deadline = connection.deadline();
        List<WriteModel<BsonDocument>> models = batch.stream()
                .<WriteModel<BsonDocument>>map(former -> new DeleteOneModel<>(Filters.exactly(former)))
                .toList();
        return connection.write(COMMANDS, count -> count == batch.size(), () -> deadline.on(connection.history())
                .bulkWrite(models, ORDERED)
                .getDeletedCount());
    }

    /**
     * What came of a batch.
     *
     * @param matched how many documents were replaced
     * @param duplicates the places in the batch of inserts that met a document with the same id or name
     */
    private record Outcome(int matched, Set<Integer> duplicates) {}

    private Outcome bulkWrite(
            Deadline deadline, MongoCollection<BsonDocument> collection, List<WriteModel<BsonDocument>> models) {
        return connection.write(COMMANDS, outcome -> true, () -> {
            try {
                BulkWriteResult result = deadline.on(collection).bulkWrite(models, UNORDERED);
                return new Outcome(result.getMatchedCount(), Set.of());
            } catch (MongoBulkWriteException e) {
                return new Outcome(e.getWriteResult().getMatchedCount(), duplicates(e));
            }
        });
    }

    /** The places of the duplicates, if there is nothing else that was refused. */
    static Set<Integer> duplicates(MongoBulkWriteException e) {
        Set<Integer> places = new HashSet<>();
        for (BulkWriteError error : e.getWriteErrors()) {
            if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            places.add(error.getIndex());
        }
        if (e.getWriteConcernError() != null) {
            throw e;
        }
        return places;
    }

    /** Parts that one command holds and that take a modest time each. */
    private static <T> List<List<T>> batches(List<T> all, ToIntFunction<T> documents, ToIntFunction<T> size) {
        List<List<T>> batches = new ArrayList<>();
        List<T> batch = new ArrayList<>();
        int count = 0;
        int bytes = 0;
        for (T one : all) {
            count += documents.applyAsInt(one);
            bytes += size.applyAsInt(one);
            if (!batch.isEmpty() && (count > MOST_DOCUMENTS || bytes > MOST_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                count = documents.applyAsInt(one);
                bytes = size.applyAsInt(one);
            }
            batch.add(one);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
