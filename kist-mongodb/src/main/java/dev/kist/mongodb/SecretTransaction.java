// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.model.BulkWriteOptions;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes in one transaction: all documents under their compare-and-set, or none. The driver carries it out again where
 * another transaction was in its way, and sends a commit again whose answer was lost, until the time is over.
 */
final class SecretTransaction {
    private static final Set<String> COMMANDS = Set.of("commitTransaction");
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoConnection connection;

    SecretTransaction(MongoConnection connection) {
        this.connection = connection;
    }

    /** Ends a transaction that met another revision, a name that is taken, or another former version. */
    private static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stale() {
            super("a compare-and-set failed", null, false, false);
        }
    }

    /** Carries out all of the writes; false if none happened, because one of them met something else. */
    boolean write(List<SecretWrite> writes) {
        TransactionOptions options = TransactionOptions.builder()
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .timeout(milliseconds(writes), TimeUnit.MILLISECONDS)
                .build();
        return connection.write(COMMANDS, done -> done, () -> {
            try (ClientSession session = connection.client().startSession()) {
                session.withTransaction(
                        () -> {
                            insertFormers(session, writes);
                            writeCurrent(session, writes);
                            return true;
                        },
                        options);
                return true;
            } catch (Stale e) {
                return false;
            }
        });
    }

    /** The store's timeout for each batch of documents that is on the way. */
    private long milliseconds(List<SecretWrite> writes) {
        int documents = writes.stream().mapToInt(SecretWrite::documents).sum();
        return ClientSettings.milliseconds(
                connection.timeout().multipliedBy(1 + documents / SecretBatches.MOST_DOCUMENTS));
    }

    // A duplicate would end the transaction, so what is in the history already is found first.
    private void insertFormers(ClientSession session, List<SecretWrite> writes) {
        HistoryEntries there = HistoryEntries.of(
                SecretBatches.formers(writes), filter -> connection.history().find(session, filter));
        List<FormerDocument> missing = new ArrayList<>();
        for (FormerDocument former : SecretBatches.formers(writes)) {
            if (!there.has(former)) {
                missing.add(former);
            } else if (!there.holds(former)) {
                throw new Stale();
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try {
            connection
                    .history()
                    .bulkWrite(
                            session,
                            missing.stream().map(SecretBatches::formerModel).toList(),
                            UNORDERED);
        } catch (MongoBulkWriteException e) {
            SecretBatches.duplicates(e);
            // Another writer added one since this transaction began: in the next attempt it is found.
            MongoException again = new MongoException("a former version was added at the same time");
            again.addLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL);
            throw again;
        }
    }

    private void writeCurrent(ClientSession session, List<SecretWrite> writes) {
        long updates = writes.stream().filter(write -> !write.isInsert()).count();
        try {
            int matched = connection
                    .secrets()
                    .bulkWrite(
                            session,
                            writes.stream().map(SecretBatches::currentModel).toList(),
                            UNORDERED)
                    .getMatchedCount();
            if (matched < updates) {
                throw new Stale();
            }
        } catch (MongoBulkWriteException e) {
            SecretBatches.duplicates(e);
            throw new Stale();
        }
    }
}
