// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB, or what stands in for it here; the package's description says which. A test that only needs a database
 * takes {@link #shared()} and a {@link #freshDatabase()}; one that kills its server, or wants a special one, starts
 * its own with {@link #builder()}.
 */
public final class MongoServer implements TestServer {

    private static @Nullable MongoServer shared;

    private final @Nullable ServerInstance instance;
    private final @Nullable ExternalServer external;
    private final Set<String> databases = ConcurrentHashMap.newKeySet();

    private MongoServer(@Nullable ServerInstance instance, @Nullable ExternalServer external) {
        this.instance = instance;
        this.external = external;
    }

    /**
     * The server that all tests of this JVM share, started at first use and stopped when the JVM ends. Do not kill or
     * close it. Skips the test where no server can be had; fails it in CI.
     */
    public static synchronized MongoServer shared() {
        MongoServer server = shared;
        if (server == null) {
            server = builder().start();
            AtExit.first(server::dropFreshDatabases);
            shared = server;
        }
        return server;
    }

    /** A server of a test's own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String product() {
        return instance != null ? instance.product() : "MongoDB";
    }

    @Override
    public String uri() {
        return external != null ? external.uri() : own().uri("");
    }

    @Override
    public String uri(String database) {
        return external != null ? external.uri(database) : own().uri(database);
    }

    /** A connection string with the credentials of a user, for one database. Only of a server with users. */
    public String uri(TestUser user, String database) {
        return own().uri(user, database);
    }

    @Override
    public int port() {
        return external != null ? external.port() : own().port();
    }

    @Override
    public Path dataFolder() {
        return own().dataFolder();
    }

    @Override
    public void kill() {
        own().kill();
    }

    /** Stops the server with SIGSTOP: connections stay, and nothing answers. Skips the test on an external server. */
    public void suspend() {
        own().suspend();
    }

    /** Lets a suspended server go on. */
    public void resume() {
        own().resume();
    }

    @Override
    public void restart() {
        own().restart();
    }

    @Override
    public Topology topology() {
        if (external != null) {
            return Topology.EXTERNAL;
        }
        return own().isReplicaSet() ? Topology.REPLICA_SET : Topology.STANDALONE;
    }

    @Override
    public boolean isTransactional() {
        return external != null ? external.isTransactional() : own().isReplicaSet();
    }

    @Override
    public String freshDatabase() {
        String name = newDatabaseName();
        databases.add(name);
        return name;
    }

    @Override
    public void close() {
        dropFreshDatabases();
        if (instance != null) {
            instance.close();
        }
    }

    @Override
    public String toString() {
        return product() + " " + topology() + " on port " + port();
    }

    static String newDatabaseName() {
        return "kist_test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private void dropFreshDatabases() {
        if (external != null && !databases.isEmpty()) {
            external.drop(databases);
            databases.clear();
        }
    }

    private ServerInstance own() {
        if (instance == null) {
            throw Requirement.unmet(
                    "this test kills its server or reads its files: unset KIST_TEST_MONGODB_URI to run it", false);
        }
        return instance;
    }

    /** What a test asks of its server. A server that is asked for anything is always one of the tests' own. */
    public static final class Builder {

        private boolean isStandalone;
        private List<String> userDatabases = List.of();
        private boolean isSyncOnCommit;
        private boolean hasTestCommands;
        private @Nullable TestCertificates certificates;

        private Builder() {}

        /** A standalone server, not a replica set. */
        public Builder standalone() {
            isStandalone = true;
            return this;
        }

        /** A server that wants its clients to sign in, with every {@link TestUser}. */
        public Builder withUsers(String... databases) {
            if (databases.length == 0) {
                throw new IllegalArgumentException("name the databases that the users may use");
            }
            userDatabases = List.of(databases);
            return this;
        }

        /** A server that has on disk what it acknowledged, so that {@link MongoServer#kill()} loses nothing. */
        public Builder syncOnCommit() {
            isSyncOnCommit = true;
            return this;
        }

        /** A server with test commands such as {@code configureFailPoint}. */
        public Builder testCommands() {
            hasTestCommands = true;
            return this;
        }

        /** A server that speaks TLS only. */
        public Builder tls(TestCertificates serverCertificates) {
            certificates = serverCertificates;
            return this;
        }

        /** Starts it. Skips the test where no server can be had; fails it in CI. */
        public MongoServer start() {
            ServerOptions options =
                    new ServerOptions(isStandalone, userDatabases, isSyncOnCommit, hasTestCommands, certificates);
            Optional<String> uri = TestSettings.find("KIST_TEST_MONGODB_URI");
            if (uri.isPresent() && options.equals(ServerOptions.NONE)) {
                return new MongoServer(null, new ExternalServer(uri.get()));
            }
            return new MongoServer(new ServerInstance(program(), options), null);
        }

        private static ServerProgram program() {
            Optional<MongodProgram> mongod = MongodProgram.onPath();
            if (mongod.isPresent()) {
                return mongod.get();
            }
            return new SecantusProgram(PythonEnvironment.program(
                    "secantusd-py", "no MongoDB for the tests: set KIST_TEST_MONGODB_URI, put mongod on PATH, or "));
        }
    }
}
