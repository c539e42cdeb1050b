// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.LostAnswerException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** Says in Kist's words what SQLite or the file system refused. */
final class SqliteFailure {
    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int AUTH = 23;
    private static final int NOTADB = 26;

    private SqliteFailure() {}

    /** For an operation that SQLite refused and that has written nothing. */
    static StoreUnavailableException of(SQLException e, Path file) {
        return switch (code(e)) {
            case BUSY, LOCKED ->
                unavailable(file, "another process holds it", "try again when that process is done", e);
            case READONLY, PERM, AUTH ->
                unavailable(
                        file,
                        "it cannot be written: the file or its folder is read-only",
                        "make " + file + " and its folder writable for this user",
                        e);
            case FULL ->
                unavailable(file, "the disk is full; nothing was written", "make room where " + file + " is", e);
            case CANTOPEN ->
                unavailable(
                        file,
                        "the file cannot be opened, or its folder cannot be written to",
                        "check that it is a file, and that this user may use it and write to its folder",
                        e);
            case NOTADB ->
                unavailable(
                        file,
                        "it is not a SQLite file",
                        "move that file away, and put a copy of the store in its place if there is one",
                        e);
            case CORRUPT ->
                unavailable(
                        file,
                        "the file is damaged",
                        "put a copy of it in its place, or save what can be read: sqlite3 " + file.getFileName()
                                + " .recover",
                        e);
            case IOERR ->
                unavailable(file, "reading or writing the file failed (" + e.getMessage() + ")", "check that disk", e);
            default -> unavailable(file, String.valueOf(e.getMessage()), null, e);
        };
    }

    /** For a COMMIT that failed: a failed write to the disk leaves open whether it happened. */
    static StoreUnavailableException ofCommit(SQLException e, Path file) {
        if (code(e) == IOERR) {
            return new LostAnswerException(
                    "the local store " + file + " failed while it wrote (" + e.getMessage() + ")",
                    "check that disk",
                    e);
        }
        return of(e, file);
    }

    /** For a file that could not be looked at or made. */
    static StoreUnavailableException of(IOException e, Path file) {
        if (e instanceof NoSuchFileException) {
            return unavailable(file, "its folder does not exist", "create that folder", e);
        }
        if (e instanceof AccessDeniedException) {
            return unavailable(file, "permission denied", "check who may use that file and its folder", e);
        }
        return unavailable(file, String.valueOf(e.getMessage()), null, e);
    }

    static StoreUnavailableException unavailable(
            Path file, String why, @Nullable String hint, @Nullable Throwable cause) {
        return new StoreUnavailableException("the local store " + file + " cannot be used: " + why, hint, cause);
    }

    private static int code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 0;
    }
}
