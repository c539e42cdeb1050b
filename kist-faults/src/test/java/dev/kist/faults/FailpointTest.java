// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ServerMonitoringMode;
import dev.kist.testing.MongoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that fails commands by its own failpoints, under writers. */
class FailpointTest {
    private static final int WRITERS = 4;
    private static final String COMMANDS = "'failCommands': ['find', 'insert', 'update', 'commitTransaction'], ";

    /**
     * What the server can do to a command.
     *
     * @param name for the table
     * @param data of the command {@code configureFailPoint}; the numbers are MongoDB's error codes
     */
    private record Failure(String name, String data) {}

    private static final List<Failure> FAILURES = List.of(
            new Failure("connection closed", COMMANDS + "'closeConnection': true"),
            new Failure("shutting down", COMMANDS + "'errorCode': 11600, 'errorLabels': ['RetryableWriteError']"),
            new Failure("not primary", COMMANDS + "'errorCode': 10107, 'errorLabels': ['RetryableWriteError']"),
            new Failure("host unreachable", COMMANDS + "'errorCode': 6"),
            new Failure("write conflict", COMMANDS + "'errorCode': 112, 'errorLabels': ['TransientTransactionError']"),
            new Failure(
                    "written, but by no majority",
                    "'failCommands': ['insert', 'update', 'commitTransaction'], 'writeConcernError': {'code': 64,"
                            + " 'codeName': 'WriteConcernFailed', 'errmsg': 'waiting for replication timed out',"
                            + " 'errInfo': {'wtimeout': true}}"));

    @TempDir
    Path folder;

    @Test
    void failpointsAtRandom_loseNothing_andNothingIsReportedFalsely() throws Exception {
        int rounds = Math.max(20, Report.kills() / 2);
        Ledger ledger = new Ledger();
        Map<String, Integer> made = new TreeMap<>();
        try (MongoServer server =
                        MongoServer.builder().syncOnCommit().testCommands().start();
                MongoClient client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(server.uri()))
                        .applyToServerSettings(settings -> settings.serverMonitoringMode(ServerMonitoringMode.POLL))
                        .build())) {
            Site site = Site.on(server, folder);
            ledger.record("FIRST", "of all", Answer.DONE);
            Random random = new Random(Report.seed());
            try (Lanes lanes = Lanes.start(WRITERS, lane -> {
                try (Worker worker = site.start()) {
                    for (int i = 0; i < rounds; i++) {
                        write(ledger, worker, site.folder(), lane, i);
                    }
                }
            })) {
                while (!lanes.isDone()) {
                    Failure failure = FAILURES.get(random.nextInt(FAILURES.size()));
                    arm(client, failure, 1 + random.nextInt(4));
                    made.merge(failure.name(), 1, Integer::sum);
                    Thread.sleep(20 + random.nextInt(200));
                }
                lanes.await();
            }
            client.getDatabase("admin")
                    .runCommand(BsonDocument.parse("{'configureFailPoint': 'failCommand', 'mode': 'off'}"));
            try (Worker reader = site.start()) {
                Inspection inspection = Inspection.of(ledger, reader);
                Report.row(
                        "failpoints under " + WRITERS + " writers",
                        site.store(),
                        Report.counts(made),
                        ledger,
                        inspection.versions());
            }
        }
    }

    /** The next {@code times} of the named commands fail in this way. */
    private static void arm(MongoClient client, Failure failure, int times) {
        client.getDatabase("admin")
                .runCommand(new BsonDocument("configureFailPoint", new BsonString("failCommand"))
                        .append("mode", new BsonDocument("times", new BsonInt32(times)))
                        .append("data", BsonDocument.parse("{" + failure.data() + "}")));
    }

    private static void write(Ledger ledger, Worker worker, Path at, int lane, int round) throws Exception {
        String value = lane + "-" + round;
        switch (round % 4) {
            case 0 -> ledger.record("OWN_" + lane, value, worker.run("set", "OWN_" + lane, value));
            case 1 -> ledger.record("SHARED", value, worker.run("set", "SHARED", value));
            case 2 -> ledger.record("OWN_" + lane, Ledger.DELETION, worker.run("delete", "OWN_" + lane));
            default -> {
                Path file = Files.writeString(
                        at.resolve("lane-" + lane + ".env"), "MOVED=" + value + "\nMOVED_" + lane + "=" + value + "\n");
                ledger.recordWhole(
                        Map.of("MOVED", value, "MOVED_" + lane, value),
                        worker.run("migrate", "--env-file", file.toString(), "--yes"));
            }
        }
    }
}
