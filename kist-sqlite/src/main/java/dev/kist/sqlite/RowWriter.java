// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentFields;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretWrite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Carries out writes of one collection within one transaction, each under its compare-and-set. */
final class RowWriter implements AutoCloseable {
    private final Connection connection;
    private final String collection;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement insertFormer;

    RowWriter(Connection connection, String collection) throws SQLException {
        this.connection = connection;
        this.collection = collection;
        insert = connection.prepareStatement(
                "INSERT INTO secrets (collection, document) VALUES (?, ?) ON CONFLICT DO NOTHING");
        update = connection.prepareStatement("UPDATE secrets SET document = ?"
                + " WHERE collection = ? AND id = ? AND environment = ? AND key = ? AND revision = ?");
        insertFormer = connection.prepareStatement("INSERT INTO history (collection, document) VALUES (?, ?)");
    }

    /** Whether {@code write} happened; if not, nothing was written. */
    boolean write(SecretWrite write) throws SQLException {
        CurrentDocument next = write.next();
        FormerDocument former = write.former();
        boolean isKept = former != null && SecretRows.hasFormer(connection, collection, former);
        if (former != null && isKept && SecretRows.findFormer(connection, collection, former) < 0) {
            return false;
        }
        String document = DocumentJson.write(DocumentFields.of(next));
        boolean happened = write.isInsert()
                ? new Parameters(insert).text(collection).text(document).execute()
                : new Parameters(update)
                        .text(document)
                        .text(collection)
                        .text(next.id().hex())
                        .text(next.environment().value())
                        .text(next.name().value())
                        .number(write.expectedRevision())
                        .execute();
        if (happened && former != null && !isKept) {
            new Parameters(insertFormer)
                    .text(collection)
                    .text(DocumentJson.write(DocumentFields.of(former)))
                    .execute();
        }
        return happened;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        update.close();
        insertFormer.close();
    }
}
