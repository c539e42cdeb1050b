// SPDX-License-Identifier: Apache-2.0
package dev.kist.testing;

import com.mongodb.client.MongoClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;

/** MongoDB's own server. */
final class MongodProgram implements ServerProgram {

    private static final String REPLICA_SET = "kist-test";

    private final Path program;

    private MongodProgram(Path program) {
        this.program = program;
    }

    /** The first {@code mongod} on {@code PATH}. */
    static Optional<MongodProgram> onPath() {
        return TestSettings.find("PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(MongodProgram::new);
    }

    @Override
    public String product() {
        return "mongod";
    }

    @Override
    public List<String> command(ServerOptions.Start start) {
        ServerOptions options = start.options();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--bind_ip",
                "127.0.0.1",
                "--port",
                Integer.toString(start.port()),
                "--dbpath",
                start.dataFolder().toString(),
                "--nounixsocket",
                "--wiredTigerCacheSizeGB",
                "0.25"));
        if (!options.isStandalone()) {
            command.addAll(List.of("--replSet", REPLICA_SET));
        }
        if (start.isAuthenticating()) {
            command.add("--auth");
            if (!options.isStandalone()) {
                command.addAll(List.of("--keyFile", keyFile(start.dataFolder()).toString()));
            }
        }
        if (options.isSyncOnCommit()) {
            command.addAll(List.of("--journalCommitInterval", "1"));
        }
        if (options.hasTestCommands()) {
            command.addAll(List.of("--setParameter", "enableTestCommands=1"));
        }
        TestCertificates certificates = options.certificates();
        if (certificates != null) {
            command.addAll(List.of(
                    "--tlsMode",
                    "requireTLS",
                    "--tlsCertificateKeyFile",
                    certificates.serverCertificateAndKey().toString(),
                    "--tlsCAFile",
                    certificates.authority().toString(),
                    "--tlsAllowConnectionsWithoutCertificates"));
        }
        return command;
    }

    @Override
    public void awaitReady(Supplier<MongoClient> clients, ServerOptions.Start start, boolean isFirst) {
        if (start.options().isStandalone()) {
            return;
        }
        try (MongoClient client = clients.get()) {
            if (isFirst) {
                Document member = new Document("_id", 0).append("host", "127.0.0.1:" + start.port());
                Document configuration = new Document("_id", REPLICA_SET).append("members", List.of(member));
                client.getDatabase("admin").runCommand(new Document("replSetInitiate", configuration));
            }
            awaitPrimary(client);
        }
    }

    @Override
    public boolean isReplicaSet(ServerOptions options) {
        return !options.isStandalone();
    }

    private static void awaitPrimary(MongoClient client) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!client.getDatabase("admin")
                .runCommand(new Document("hello", 1))
                .getBoolean("isWritablePrimary", false)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the server did not become primary within 30 s");
            }
            Pause.of(Duration.ofMillis(50));
        }
    }

    private static Path keyFile(Path dataFolder) {
        Path file = dataFolder.resolveSibling("replica-set-key");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, "aKeyOfTheTests");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
