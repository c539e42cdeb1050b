// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.EnvironmentName;
import dev.kist.StoreDescription;
import dev.kist.spi.ChangeFeed;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.InspectableStore;
import dev.kist.spi.RetirableStore;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoreFinding;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.StoredDocument;
import dev.kist.spi.StoredEnvironment;
import dev.kist.spi.WatchableStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The local store: the documents of MongoDB's three collections in one SQLite file. Each operation is one transaction, so
 * several threads and several processes may write at once. Reading makes no file.
 *
 * <p>A selection is read in pages of some megabytes, and no lock is held while its documents are handed over.
 */
final class SqliteStore implements SecretStore, InspectableStore, WatchableStore, RetirableStore {
    private final Path place;
    private final String collection;
    private final Duration timeout;
    private final SqliteFile file;
    private final AtomicLong lastNow = new AtomicLong(Long.MIN_VALUE);

    SqliteStore(StoreLocation.LocalFile location, Duration timeout) {
        this.place = location.file();
        this.collection = location.collection();
        this.timeout = timeout;
        this.file = new SqliteFile(location.file(), timeout);
    }

    @Override
    public StoreDescription description() {
        return new StoreDescription(place.toString(), "local." + collection, true);
    }

    /** This machine's time; while the store is open it does not run backwards. */
    @Override
    public Instant now() {
        return Instant.ofEpochMilli(lastNow.accumulateAndGet(System.currentTimeMillis(), Math::max));
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
    public List<StoreFinding> inspect() {
        return new FileInspection(place, file).run();
    }

    @Override
    public Optional<ChangeFeed> follow(Set<EnvironmentName> names) {
        return Optional.of(new FileFeed(place));
    }

    @Override
    public void prepareForWriting() {
        file.write(connection -> true);
    }

    @Override
    public Optional<EnvironmentDocument> findEnvironment(EnvironmentName name, Freshness freshness) {
        return file.read(connection -> EnvironmentRows.find(connection, collection, name))
                .flatMap(found -> found)
                .map(document -> EnvironmentRows.parse(name, document));
    }

    @Override
    public List<EnvironmentName> environmentNames() {
        return List.copyOf(documents().keySet());
    }

    @Override
    public void findEnvironments(Freshness freshness, Consumer<StoredEnvironment> consumer) {
        documents().forEach((name, document) -> consumer.accept(EnvironmentRows.read(name, document)));
    }

    private Map<EnvironmentName, String> documents() {
        return file.read(connection -> EnvironmentRows.all(connection, collection))
                .orElse(Map.of());
    }

    @Override
    public boolean insertEnvironment(EnvironmentDocument document) {
        return file.write(connection -> EnvironmentRows.insert(connection, collection, document));
    }

    @Override
    public boolean replaceEnvironment(EnvironmentDocument document) {
        return file.change(connection -> EnvironmentRows.replace(connection, collection, document))
                .orElse(false);
    }

    @Override
    public boolean deleteEnvironment(EnvironmentDocument document) {
        return file.change(connection -> EnvironmentRows.delete(connection, collection, document))
                .orElse(false);
    }

    @Override
    public void findSecrets(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        find(SecretRows.CURRENT, selection, consumer);
    }

    @Override
    public void findHistory(Selection selection, Freshness freshness, Consumer<StoredDocument> consumer) {
        find(SecretRows.FORMER, selection, consumer);
    }

    private void find(SecretRows rows, Selection selection, Consumer<StoredDocument> consumer) {
        String environment = selection.environment().value();
        Optional<SecretRows.Page> page = file.read(
                connection -> rows.readPage(connection, environment, rows.select(connection, collection, selection)));
        while (page.isPresent()) {
            page.get().documents().forEach(consumer);
            List<Long> rest = page.get().rest();
            page = rest.isEmpty()
                    ? Optional.empty()
                    : file.read(connection -> rows.readPage(connection, environment, rest));
        }
    }

    @Override
    public List<SecretWrite> write(List<SecretWrite> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        return file.write(connection -> {
            List<SecretWrite> unconfirmed = new ArrayList<>();
            try (RowWriter writer = new RowWriter(connection, collection)) {
                for (SecretWrite write : writes) {
                    if (!writer.write(write)) {
                        unconfirmed.add(write);
                    }
                }
            }
            return unconfirmed;
        });
    }

    @Override
    public List<SecretWrite> writeAtomically(List<SecretWrite> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        return file.write(connection -> {
            execute(connection, "SAVEPOINT before");
            try (RowWriter writer = new RowWriter(connection, collection)) {
                for (SecretWrite write : writes) {
                    if (!writer.write(write)) {
                        execute(connection, "ROLLBACK TO before");
                        return List.copyOf(writes);
                    }
                }
            }
            return List.of();
        });
    }

    @Override
    public List<CurrentDocument> insertSecrets(List<CurrentDocument> documents) {
        return insert(SecretRows.CURRENT, documents);
    }

    @Override
    public List<FormerDocument> insertFormers(List<FormerDocument> documents) {
        return insert(SecretRows.FORMER, documents);
    }

    private <T extends SecretDocument> List<T> insert(SecretRows rows, List<T> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        return file.write(connection -> {
            List<T> refused = new ArrayList<>();
            for (T document : documents) {
                if (!rows.insert(connection, collection, document)) {
                    refused.add(document);
                }
            }
            return refused;
        });
    }

    @Override
    public List<FormerReplacement> replaceFormers(List<FormerReplacement> replacements) {
        return file.change(connection -> {
                    List<FormerReplacement> unconfirmed = new ArrayList<>();
                    try (PreparedStatement statement =
                            connection.prepareStatement("UPDATE history SET document = ? WHERE row = ?")) {
                        for (FormerReplacement replacement : replacements) {
                            if (!replace(connection, statement, replacement)) {
                                unconfirmed.add(replacement);
                            }
                        }
                    }
                    return unconfirmed;
                })
                .orElse(replacements);
    }

    private boolean replace(Connection connection, PreparedStatement update, FormerReplacement replacement)
            throws SQLException {
        long row = SecretRows.findFormer(connection, collection, replacement.expected());
        return row < 0
                ? SecretRows.findFormer(connection, collection, replacement.next()) >= 0
                : new Parameters(update)
                        .text(DocumentJson.write(DocumentFields.of(replacement.next())))
                        .number(row)
                        .execute();
    }

    @Override
    public int deleteFormer(List<FormerDocument> formers) {
        return file.change(connection -> {
                    int deleted = 0;
                    try (PreparedStatement statement =
                            connection.prepareStatement("DELETE FROM history WHERE row = ?")) {
                        for (FormerDocument former : formers) {
                            long row = SecretRows.findFormer(connection, collection, former);
                            if (row >= 0
                                    && new Parameters(statement).number(row).execute()) {
                                deleted++;
                            }
                        }
                    }
                    return deleted;
                })
                .orElse(0);
    }

    @Override
    public boolean deleteSecret(CurrentDocument current) {
        return file.change(connection -> {
                    try (PreparedStatement statement = connection.prepareStatement("DELETE FROM secrets"
                            + " WHERE collection = ? AND id = ? AND environment = ? AND key = ? AND revision = ?")) {
                        return new Parameters(statement)
                                .text(collection)
                                .text(current.id().hex())
                                .text(current.environment().value())
                                .text(current.name().value())
                                .number(current.revision())
                                .execute();
                    }
                })
                .orElse(false);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public Path retire() {
        file.close();
        return RetiredFile.rename(place);
    }

    @Override
    public void close() {
        file.close();
    }
}
