// SPDX-License-Identifier: Apache-2.0
package dev.kist.sqlite;

import dev.kist.InvalidInputException;
import dev.kist.KistException;
import dev.kist.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/**
 * The file of a local store and the transactions on it. One connection, opened when it is first needed, used by one thread
 * at a time; other processes are kept apart by SQLite's locks. No transaction outlives a call.
 *
 * <p>The rollback journal and {@code synchronous = EXTRA} make a commit survive the end of the process and of the power
 * once it is acknowledged, leave one file between commits, and let a read-only file in a read-only folder be read.
 */
final class SqliteFile implements AutoCloseable {
    /** Work within one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Held while files are made and opened. Closing a file's descriptor drops all locks that this process has on the
     * file, so a new file must not be opened by one thread before another has closed the descriptor that made it.
     */
    private static final Object MAKING_AND_OPENING = new Object();

    private static final String SETTINGS =
            """
            PRAGMA synchronous = EXTRA;
            PRAGMA fullfsync = ON;
            PRAGMA secure_delete = ON;
            PRAGMA trusted_schema = OFF;
            PRAGMA cell_size_check = ON;
            """;

    private final Path file;
    private final Duration timeout;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private @Nullable SQLiteConnection opened;
    private @Nullable Object openedKey;
    private boolean isClosed;

    SqliteFile(Path file, Duration timeout) {
        this.file = file;
        this.timeout = timeout;
    }

    /** Reads in one transaction; empty if there is no file yet, or nothing in it. */
    <T> Optional<T> read(Work<T> work) {
        return transact(
                "BEGIN",
                false,
                connection -> Schema.isThere(connection, file) ? Optional.of(work.on(connection)) : Optional.empty());
    }

    /** Writes in one transaction, all or nothing; makes the file and the tables where they are missing. */
    <T> T write(Work<T> work) {
        return transact("BEGIN IMMEDIATE", true, connection -> {
                    Schema.bringUpToDate(connection, file);
                    return Optional.of(work.on(connection));
                })
                .orElseThrow();
    }

    /** The same where there is something to change; empty if there is no file yet, or nothing in it. */
    <T> Optional<T> change(Work<T> work) {
        return transact("BEGIN IMMEDIATE", false, connection -> {
            if (!Schema.isThere(connection, file)) {
                return Optional.empty();
            }
            Schema.bringUpToDate(connection, file);
            return Optional.of(work.on(connection));
        });
    }

    private <T> Optional<T> transact(String begin, boolean makesFile, Work<Optional<T>> work) {
        long deadline = System.nanoTime() + timeout.toNanos();
        lock();
        try {
            SQLiteConnection connection = connection(makesFile, deadline);
            if (connection == null) {
                return Optional.empty();
            }
            connection.setBusyTimeout(millisecondsUntil(deadline));
            execute(connection, begin);
            Optional<T> result;
            try {
                result = work.on(connection);
                connection.setBusyTimeout(millisecondsUntil(deadline));
            } catch (Throwable e) {
                rollBack(connection);
                throw e;
            }
            commit(connection);
            return result;
        } catch (SQLException e) {
            throw SqliteFailure.of(e, file);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void lock() {
        try {
            if (oneAtATime.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqliteFailure.unavailable(file, "this thread was interrupted while it waited", null, e);
        }
        throw SqliteFailure.unavailable(file, "another thread holds it", "try again when it is done", null);
    }

    private void commit(SQLiteConnection connection) {
        try {
            execute(connection, "COMMIT");
        } catch (SQLException e) {
            rollBack(connection);
            throw SqliteFailure.ofCommit(e, file);
        }
    }

    /** Ends a transaction that failed. Where that fails, as when SQLite has ended it already, a new connection is due. */
    private void rollBack(SQLiteConnection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            closeConnection();
        }
    }

    /** The connection to the file that is there now, or null if there is none and none is to be made. */
    private @Nullable SQLiteConnection connection(boolean makesFile, long deadline) throws SQLException {
        if (isClosed) {
            throw new StoreUnavailableException("the store is closed", "open Kist again", null);
        }
        synchronized (MAKING_AND_OPENING) {
            Object key = fileKey();
            if (key == null && makesFile) {
                make();
                key = fileKey();
                if (key == null) {
                    throw notMade();
                }
            }
            // A file that was replaced or removed since it was opened would take writes that nobody finds again.
            if (key == null || !key.equals(openedKey)) {
                closeConnection();
            }
            if (opened == null && key != null) {
                opened = open(millisecondsUntil(deadline));
                openedKey = key;
            }
            return opened;
        }
    }

    private SQLiteConnection open(int busyTimeout) throws SQLException {
        NativeLibrary.load();
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(busyTimeout);
        SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file.toUri());
        try {
            execute(connection, SETTINGS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What tells this file from another at the same path; null if there is none. */
    private @Nullable Object fileKey() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return key == null ? attributes.creationTime() : key;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw SqliteFailure.of(e, file);
        }
    }

    private void make() {
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            // Another process made it at this moment.
        } catch (IOException e) {
            throw SqliteFailure.of(e, file);
        }
    }

    private KistException notMade() {
        return Files.isSymbolicLink(file)
                ? new InvalidInputException(
                        "the local store " + file + " cannot be made: a link is in its place, which leads to no file",
                        "remove the link, or make a file of yours where it leads")
                : SqliteFailure.unavailable(file, "it was removed at this moment", "try again", null);
    }

    private int millisecondsUntil(long deadline) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void closeConnection() {
        SQLiteConnection connection = opened;
        opened = null;
        openedKey = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw SqliteFailure.of(e, file);
            }
        }
    }

    @Override
    public void close() {
        oneAtATime.lock();
        try {
            isClosed = true;
            closeConnection();
        } finally {
            oneAtATime.unlock();
        }
    }
}
