// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;

/** One server of the tests' own: its port and data, and its process, which can be killed and started again. */
final class ServerInstance implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final int PORTS_TO_TRY = 5;

    private final ServerProgram program;
    private final ServerOptions options;
    private final Path folder;
    private final Path dataFolder;
    private int port;
    private OwnedProcess process;

    /** Starts a server on a free port, with no data but the users that the options ask for. */
    ServerInstance(ServerProgram program, ServerOptions options) {
        this.program = program;
        this.options = options;
        this.folder = BuildFolders.fresh("server");
        this.dataFolder = folder.resolve("data");
        try {
            Files.createDirectory(dataFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.port = freePort();
        this.process = launch(false);
        // Between the choice of a free port and the start, another process may have taken it.
        for (int tries = 1; !awaitAnswer(); tries++) {
            if (isFree(port) || tries == PORTS_TO_TRY) {
                throw failed();
            }
            port = freePort();
            process = launch(false);
        }
        program.awaitReady(this::client, start(false), true);
        if (options.hasUsers()) {
            createUsers();
            restart();
        }
    }

    /** A connection string without credentials. */
    String uri(String database) {
        return "mongodb://127.0.0.1:" + port + "/" + database + query();
    }

    /** A connection string with the credentials of a user. */
    String uri(TestUser user, String database) {
        if (!options.hasUsers()) {
            throw new IllegalStateException("this server was started without users");
        }
        String credentials = user.userName() + ":" + user.password() + "@";
        String query = query();
        return "mongodb://" + credentials + "127.0.0.1:" + port + "/" + database + query + (query.isEmpty() ? "?" : "&")
                + "authSource=admin";
    }

    int port() {
        return port;
    }

    Path dataFolder() {
        return dataFolder;
    }

    String product() {
        return program.product();
    }

    boolean isReplicaSet() {
        return program.isReplicaSet(options);
    }

    void kill() {
        process.kill();
    }

    void suspend() {
        process.suspend();
    }

    void resume() {
        process.resume();
    }

    void restart() {
        process.stop();
        process = launch(options.hasUsers());
        if (!awaitAnswer()) {
            throw failed();
        }
        program.awaitReady(this::client, start(options.hasUsers()), false);
    }

    @Override
    public void close() {
        // The data goes with the server, so there is nothing to save by a regular stop.
        process.kill();
        AtExit.deleteTree(folder);
    }

    private String query() {
        return options.certificates() == null ? "" : "?tls=true";
    }

    private OwnedProcess launch(boolean isAuthenticating) {
        return OwnedProcess.start(program.command(start(isAuthenticating)), folder, folder.resolve("server.log"));
    }

    private ServerOptions.Start start(boolean isAuthenticating) {
        return new ServerOptions.Start(options, port, dataFolder, isAuthenticating);
    }

    /** Whether the server accepts connections; false when it ended instead. */
    private boolean awaitAnswer() {
        Instant end = Instant.now().plus(STARTUP);
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                return false;
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            } catch (IOException e) {
                Pause.of(Duration.ofMillis(20));
            }
        }
        process.kill();
        throw failed();
    }

    private IllegalStateException failed() {
        return new IllegalStateException(program.product() + " did not start; it printed: " + process.printed());
    }

    private MongoClient client() {
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(
                        "mongodb://127.0.0.1:" + port + "/?directConnection=true&serverSelectionTimeoutMS=30000"));
        TestCertificates certificates = options.certificates();
        if (certificates != null) {
            settings.applyToSslSettings(tls -> tls.enabled(true).context(certificates.clientContext()));
        }
        return MongoClients.create(settings.build());
    }

    private void createUsers() {
        try (MongoClient client = client()) {
            for (TestUser user : TestUser.values()) {
                client.getDatabase("admin")
                        .runCommand(new Document("createUser", user.userName())
                                .append("pwd", user.password())
                                .append("roles", roles(user)));
            }
        }
    }

    private List<Document> roles(TestUser user) {
        return switch (user) {
            case ADMIN -> List.of(role("root", "admin"));
            case WRITER ->
                options.userDatabases().stream()
                        .map(database -> role("readWrite", database))
                        .toList();
            case READER ->
                options.userDatabases().stream()
                        .map(database -> role("read", database))
                        .toList();
        };
    }

    private static Document role(String role, String database) {
        return new Document("role", role).append("db", database);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
