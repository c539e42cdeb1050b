// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.spi.DocumentFields;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of current or of former versions that one collection has. */
enum SecretRows {
    CURRENT("secrets", "key", "key > ?"),
    FORMER("history", "key, version", "(key, version) > (?, ?)");

    /** How much text is read within one transaction, at least: enough for nearly every environment. */
    private static final int PAGE_CHARACTERS = 4 * 1024 * 1024;

    private final String table;
    private final String order;
    private final String after;

    SecretRows(String table, String order, String after) {
        this.table = table;
        this.order = order;
        this.after = after;
    }

    /** The numbers of the rows that {@code selection} means, in its order. Rows keep their number for good. */
    List<Long> select(Connection connection, String collection, Selection selection) throws SQLException {
        String sql = "SELECT row FROM " + table + " WHERE collection = ? AND environment = ?"
                + (selection.names() == null ? "" : " AND key IN (SELECT value FROM json_each(?))")
                + (selection.after() == null ? "" : " AND " + after)
                + " ORDER BY " + order + ", row LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(statement)
                    .text(collection)
                    .text(selection.environment().value());
            if (selection.names() != null) {
                parameters.text(DocumentJson.list(selection.keys().orElseThrow()));
            }
            if (selection.after() != null) {
                parameters.text(selection.after().key());
                if (this == FORMER) {
                    parameters.number(selection.after().version());
                }
            }
            parameters.number(selection.limit());
            List<Long> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getLong(1));
                }
            }
            return rows;
        }
    }

    /** Some documents, and the numbers of the rows that are still to be read. */
    record Page(List<StoredDocument> documents, List<Long> rest) {}

    /** The documents of {@code rows}, until there are enough for one page. */
    Page readPage(Connection connection, String environment, List<Long> rows) throws SQLException {
        // The file may have been replaced by another since the rows were selected: hence the environment.
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT key, document FROM " + table + " WHERE row = ? AND environment = ?")) {
            statement.setString(2, environment);
            List<StoredDocument> documents = new ArrayList<>();
            int next = 0;
            for (int characters = 0; next < rows.size() && characters < PAGE_CHARACTERS; next++) {
                statement.setLong(1, rows.get(next));
                try (ResultSet result = statement.executeQuery()) {
                    // It may have been removed since it was selected.
                    if (result.next()) {
                        String document = result.getString(2);
                        characters += document.length();
                        documents.add(parse(result.getString(1), document));
                    }
                }
            }
            return new Page(documents, rows.subList(next, rows.size()));
        }
    }

    private StoredDocument parse(@Nullable String key, String document) {
        Map<String, ?> fields;
        try {
            fields = DocumentJson.read(document);
        } catch (IllegalArgumentException e) {
            fields = key == null ? Map.of() : Map.of("key", key);
        }
        return this == CURRENT ? DocumentFields.parseCurrent(fields) : DocumentFields.parseFormer(fields);
    }

    /** Inserts a document as it is; false if another one has its place. */
    boolean insert(Connection connection, String collection, SecretDocument document) throws SQLException {
        Map<String, Object> fields = DocumentFields.of(document);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + table + " (collection, document) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            boolean isInserted = new Parameters(statement)
                    .text(collection)
                    .text(DocumentJson.write(fields))
                    .execute();
            return isInserted || has(connection, collection, document);
        }
    }

    private boolean has(Connection connection, String collection, SecretDocument document) throws SQLException {
        List<Long> rows = select(connection, collection, Selection.of(document.environment(), document.name()));
        return readPage(connection, document.environment().value(), rows)
                .documents()
                .contains(document);
    }

    /** Whether history has an entry in the place of {@code former}, whatever it is. */
    static boolean hasFormer(Connection connection, String collection, FormerDocument former) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM history" + " WHERE collection = ? AND environment = ? AND key = ? AND version = ?")) {
            new Parameters(statement)
                    .text(collection)
                    .text(former.environment().value())
                    .text(former.name().value())
                    .number(former.version());
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    /** The row of a former version that is as {@code expected} in all that Kist stores; -1 if there is none. */
    static long findFormer(Connection connection, String collection, FormerDocument expected) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT row, document FROM history"
                + " WHERE collection = ? AND environment = ? AND key = ? AND version = ?")) {
            new Parameters(statement)
                    .text(collection)
                    .text(expected.environment().value())
                    .text(expected.name().value())
                    .number(expected.version());
            try (ResultSet result = statement.executeQuery()) {
                boolean isAsExpected =
                        result.next() && FORMER.parse(null, result.getString(2)).equals(expected);
                return isAsExpected ? result.getLong(1) : -1;
            }
        }
    }
}
