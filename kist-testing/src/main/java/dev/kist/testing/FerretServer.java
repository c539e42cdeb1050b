// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * FerretDB 1.24 on SQLite: the second opinion, a standalone without transactions and change streams. It updates one
 * document in two steps, so that of several writers at once each may believe to have been first.
 */
public final class FerretServer implements TestServer {

    private static @Nullable FerretServer shared;

    private final ServerInstance instance;

    private FerretServer(ServerInstance instance) {
        this.instance = instance;
    }

    /**
     * The server that all tests of this JVM share, started at first use and stopped when the JVM ends. Skips the test
     * where {@code KIST_TEST_FERRETDB} is not set or the server cannot be built; where that is {@code required}, a
     * failed build fails the test.
     */
    public static synchronized FerretServer shared() {
        FerretServer server = shared;
        if (server == null) {
            server = start();
            shared = server;
        }
        return server;
    }

    /** A server of a test's own. Skips or fails the test as {@link #shared()}. */
    public static FerretServer start() {
        return new FerretServer(new ServerInstance(FerretProgram.build(), ServerOptions.NONE));
    }

    @Override
    public String product() {
        return instance.product();
    }

    @Override
    public String uri() {
        return instance.uri("");
    }

    @Override
    public String uri(String database) {
        return instance.uri(database);
    }

    @Override
    public int port() {
        return instance.port();
    }

    @Override
    public Path dataFolder() {
        return instance.dataFolder();
    }

    @Override
    public void kill() {
        instance.kill();
    }

    @Override
    public void restart() {
        instance.restart();
    }

    @Override
    public Topology topology() {
        return Topology.STANDALONE;
    }

    @Override
    public boolean isTransactional() {
        return false;
    }

    @Override
    public String freshDatabase() {
        return MongoServer.newDatabaseName();
    }

    @Override
    public void close() {
        instance.close();
    }

    @Override
    public String toString() {
        return product() + " on port " + port();
    }
}
