// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import dev.kist.EnvironmentName;
import dev.kist.StoreDescription;
import dev.kist.mongodb.DocumentCollection.Query;
import dev.kist.spi.ChangeFeed;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.InspectableStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreFinding;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredEnvironment;
import dev.kist.spi.WatchableStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The store in a MongoDB database. Every write waits for a majority, every read sees what a majority has, whatever the
 * connection string says.
 *
 * <p>{@link #timeout()} is the whole wait of an operation. Where one reads or writes many documents it is the wait for each
 * batch of them, so that a large job is not cut short while it gets on.
 */
final class MongoStore implements SecretStore, InspectableStore, WatchableStore {
    private final MongoConnection connection;
    private final DocumentCollection secrets;
    private final DocumentCollection history;
    private final DocumentCollection environments;
    private final ServerClock clock;
    private final ServerFeatures features;
    private final UniqueIndexes indexes;
    private final SecretBatches batches;
    private final SecretTransaction transaction;
    private volatile boolean isPrepared;

    MongoStore(MongoConnection connection) {
        this.connection = connection;
        this.secrets = new DocumentCollection(connection, connection::secrets);
        this.history = new DocumentCollection(connection, connection::history);
        this.environments = new DocumentCollection(connection, connection::environments);
        this.clock = new ServerClock(() -> connection.command("hello"));
        this.features = new ServerFeatures(connection);
        this.indexes = new UniqueIndexes(connection);
        this.batches = new SecretBatches(connection);
        this.transaction = new SecretTransaction(connection);
    }

    @Override
    public StoreDescription description() {
        return connection.address().description();
    }

    @Override
    public void connectAhead() {
        connection.openAhead();
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public Duration timeout() {
        return connection.timeout();
    }

    @Override
    public boolean hasTransactions() {
        return features.hasTransactions();
    }

    @Override
    public List<StoreFinding> inspect() {
        return new ServerInspection(connection, indexes, features).run();
    }

    @Override
    public Optional<ChangeFeed> follow(Set<EnvironmentName> names) {
        return MongoChangeFeed.open(connection, names);
    }

    @Override
    public void prepareForWriting() {
        if (!isPrepared) {
            indexes.ensure();
            isPrepared = true;
        }
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return environments
                .findOne(Filters.environment(name), freshness)
                .map(found -> DocumentFields.parseEnvironment(name, BsonFields.read(found)));
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        List<EnvironmentName> names = new ArrayList<>();
        environments.read(
                Query.ids(), Freshness.PREFER_PRIMARY, found -> nameOf(found).ifPresent(names::add));
        return names;
    }

    @Override
    public void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer) {
        environments.read(Query.of(new BsonDocument(), Integer.MAX_VALUE, "_id"), freshness, found -> nameOf(found)
                .map(name -> DocumentFields.readEnvironment(name, found))
                .ifPresent(consumer));
    }

    private static Optional<EnvironmentName> nameOf(Map<String, @Nullable Object> fields) {
        return fields.get("_id") instanceof String name && EnvironmentName.isValid(name)
                ? Optional.of(EnvironmentName.parse(name))
                : Optional.empty();
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return environments.insert(BsonFields.write(DocumentFields.of(document)));
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        return environments.replace(
                Filters.revision(document, document.revision() - 1), BsonFields.write(DocumentFields.of(document)));
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return environments.delete(Filters.revision(document, document.revision()));
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        if (!isOfNoName(selection)) {
            Query query = Query.of(Filters.current(selection), selection.limit(), "key");
            secrets.read(query, freshness, fields -> consumer.accept(DocumentFields.parseCurrent(fields)));
        }
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        if (!isOfNoName(selection)) {
            Query query = Query.of(Filters.former(selection), selection.limit(), "key", "version");
            history.read(query, freshness, fields -> consumer.accept(DocumentFields.parseFormer(fields)));
        }
    }

    private static boolean isOfNoName(Selection selection) {
        return selection.keys().filter(List::isEmpty).isPresent();
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        return batches.write(writes);
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        if (!hasTransactions()) {
            throw new UnsupportedOperationException(
                    "MongoDB at " + connection.address().hosts() + " has no transactions");
        }
        return writes.isEmpty() || transaction.write(writes) ? List.of() : List.copyOf(writes);
    }

    @Override
    public List<CurrentDocument> insertSecrets(List<CurrentDocument> documents) {
        return batches.insertCurrent(documents);
    }

    @Override
    public List<FormerDocument> insertFormers(List<FormerDocument> documents) {
        return batches.insertFormers(documents);
    }

    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        return batches.replaceFormers(replacements);
    }

    @Override
    public void prepareForRemoval(boolean isOfFormersAlone) {
        history.requireMayDelete();
        if (!isOfFormersAlone) {
            secrets.requireMayDelete();
        }
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        return batches.deleteFormer(formers);
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        return secrets.delete(Filters.revision(current, current.revision()));
    }

    @Override
    public void close() {
        connection.close();
    }
}
