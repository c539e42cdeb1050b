// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of the file, {@code docs/decisions/0003-local-store.md}. {@code PRAGMA user_version} is the version of the
 * schema, {@code PRAGMA application_id} tells Kist's files from those of other programs.
 */
final class Schema {
    /** "Kist" in ASCII. */
    private static final int APPLICATION_ID = 0x4B697374;

    private static final String DOCUMENT = "document TEXT NOT NULL CHECK (json_valid(document))";

    /** What leads from each version to the next; a change of the schema is one more element. */
    private static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE environments (
              collection TEXT NOT NULL,
              %1$s,
              name TEXT AS (CASE json_type(document, '$._id') WHEN 'text' THEN document ->> '$._id' END) STORED,
              %2$s,
              UNIQUE (collection, name)
            ) STRICT;
            CREATE TABLE secrets (
              row INTEGER PRIMARY KEY AUTOINCREMENT,
              collection TEXT NOT NULL,
              %1$s,
              %3$s,
              %2$s,
              UNIQUE (collection, environment, key),
              UNIQUE (collection, id)
            ) STRICT;
            CREATE TABLE history (
              row INTEGER PRIMARY KEY AUTOINCREMENT,
              collection TEXT NOT NULL,
              %1$s,
              %3$s,
              version INTEGER AS (CASE json_type(document, '$.version') WHEN 'integer' THEN document ->> '$.version' END) STORED,
              UNIQUE (collection, environment, key, version)
            ) STRICT;
            """
                    .formatted(
                            DOCUMENT,
                            "revision INTEGER AS (CASE json_type(document, '$.revision') WHEN 'integer'"
                                    + " THEN document ->> '$.revision' END) STORED",
                            "id TEXT AS (document ->> '$._id.\"$oid\"') STORED,\n"
                                    + "  environment TEXT AS (CASE json_type(document, '$.environment') WHEN 'text'"
                                    + " THEN document ->> '$.environment' END) STORED,\n"
                                    + "  key TEXT AS (CASE json_type(document, '$.key') WHEN 'text'"
                                    + " THEN document ->> '$.key' END) STORED"));

    /** The version that this code reads and writes. */
    static final int VERSION = MIGRATIONS.size();

    private Schema() {}

    /**
     * Whether the tables are there.
     *
     * @throws StoreUnavailableException if the file is of a newer Kist or of another program
     */
    static boolean isThere(Connection connection, Path file) throws SQLException {
        return version(connection, file) > 0;
    }

    /** Brings the file to {@link #VERSION}, within the caller's transaction. */
    static void bringUpToDate(Connection connection, Path file) throws SQLException {
        int version = version(connection, file);
        if (version == VERSION) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String migration : MIGRATIONS.subList(version, VERSION)) {
                statement.executeUpdate(migration);
            }
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
        }
    }

    private static int version(Connection connection, Path file) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        int application = number(connection, "PRAGMA application_id");
        if (application == APPLICATION_ID && version > VERSION) {
            throw new StoreUnavailableException(
                    "the local store " + file + " cannot be used: a newer Kist wrote it (schema " + version
                            + "; this version of Kist knows schema " + VERSION + ")",
                    "upgrade Kist",
                    null);
        }
        boolean isKists = application == APPLICATION_ID && version > 0;
        if (!isKists && number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
            throw new StoreUnavailableException(
                    "the local store " + file + " cannot be used: it is a SQLite file of another program",
                    "move that file away, or use another place for the local store",
                    null);
        }
        return isKists ? version : 0;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
