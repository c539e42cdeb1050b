// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.EnvironmentName;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.StoredEnvironment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of one collection's environment documents. */
final class EnvironmentRows {
    private EnvironmentRows() {}

    static Optional<String> find(Connection connection, String collection, EnvironmentName name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT document FROM environments WHERE collection = ? AND name = ?")) {
            new Parameters(statement).text(collection).text(name.value());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    static EnvironmentDocument parse(EnvironmentName name, String document) {
        return DocumentFields.parseEnvironment(name, fields(document));
    }

    static StoredEnvironment read(EnvironmentName name, String document) {
        return DocumentFields.readEnvironment(name, fields(document));
    }

    private static Map<String, ?> fields(String document) {
        try {
            return DocumentJson.read(document);
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** The documents of all environments, ordered by name. */
    static Map<EnvironmentName, String> all(Connection connection, String collection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT name, document FROM environments"
                + " WHERE collection = ? AND name IS NOT NULL ORDER BY name")) {
            new Parameters(statement).text(collection);
            Map<EnvironmentName, String> documents = new LinkedHashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String name = result.getString(1);
                    if (EnvironmentName.isValid(name)) {
                        documents.put(EnvironmentName.parse(name), result.getString(2));
                    }
                }
            }
            return documents;
        }
    }

    static boolean insert(Connection connection, String collection, EnvironmentDocument document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO environments (collection, document) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            return new Parameters(statement)
                    .text(collection)
                    .text(DocumentJson.write(DocumentFields.of(document)))
                    .execute();
        }
    }

    static boolean replace(Connection connection, String collection, EnvironmentDocument document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE environments SET document = ? WHERE collection = ? AND name = ? AND revision = ?")) {
            return new Parameters(statement)
                    .text(DocumentJson.write(DocumentFields.of(document)))
                    .text(collection)
                    .text(document.name().value())
                    .number(document.revision() - 1)
                    .execute();
        }
    }

    static boolean delete(Connection connection, String collection, EnvironmentDocument document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM environments WHERE collection = ? AND name = ? AND revision = ?")) {
            return new Parameters(statement)
                    .text(collection)
                    .text(document.name().value())
                    .number(document.revision())
                    .execute();
        }
    }
}
