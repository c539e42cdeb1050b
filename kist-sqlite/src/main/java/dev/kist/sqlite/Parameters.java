// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Fills in a statement's parameters one after the other. */
final class Parameters {
    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters text(String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    /** Carries out the statement; whether it changed a row. */
    boolean execute() throws SQLException {
        return statement.executeUpdate() > 0;
    }
}
