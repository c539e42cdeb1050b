// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.nio.file.Path;

/** A running server that speaks MongoDB's protocol. Thread-safe, but for {@code kill}, {@code restart} and {@code close}. */
public interface TestServer extends AutoCloseable {

    /** Which server this is, for a test's name and messages. */
    String product();

    /** A connection string without credentials and without a database. */
    String uri();

    /** A connection string without credentials, for one database. */
    String uri(String database);

    /** The port on the loopback address; of an external server, that of its first host. */
    int port();

    /**
     * The folder of the database files, for tests that search them. It is deleted when the server is closed. Skips the
     * test on an external server.
     */
    Path dataFolder();

    /** Kills the server with SIGKILL and returns when it is gone. Skips the test on an external server. */
    void kill();

    /**
     * Starts the server again on the same port and the same data, after a regular stop if it still runs. Returns when it
     * answers. Skips the test on an external server.
     */
    void restart();

    /** What the server is to its clients. */
    Topology topology();

    /** Whether the server has transactions and change streams. */
    boolean isTransactional();

    /** A database name that nobody else uses. */
    String freshDatabase();

    /** Stops the server and deletes its data. An external server keeps running, without the fresh databases. */
    @Override
    void close();
}
