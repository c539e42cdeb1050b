// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.EnvironmentName;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.EnvironmentDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        Map<String, ?> fields;
        try {
            fields = DocumentJson.read(document);
        } catch (IllegalArgumentException e) {
            fields = Map.of();
        }
        return DocumentFields.parseEnvironment(name, fields);
    }

    static List<EnvironmentName> names(Connection connection, String collection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT name FROM environments WHERE collection = ? AND name IS NOT NULL ORDER BY name")) {
            new Parameters(statement).text(collection);
            List<EnvironmentName> names = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String name = result.getString(1);
                    if (EnvironmentName.isValid(name)) {
                        names.add(EnvironmentName.parse(name));
                    }
                }
            }
            return names;
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
