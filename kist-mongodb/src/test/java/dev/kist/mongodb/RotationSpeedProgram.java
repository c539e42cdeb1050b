// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.connection.ServerMonitoringMode;
import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.rotation.Rotation;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/**
 * Replaces all documents by the bare driver, or by a rotation with the key in {@code KIST_KEY}. Prints the seconds for current
 * versions, those for former ones, and how many documents were replaced.
 */
final class RotationSpeedProgram {
    static final EnvironmentName ENVIRONMENT = EnvironmentName.parse("production");
    private static final int BATCH = 1000;

    private final String uri;
    private final String database;
    private final int secrets;

    private RotationSpeedProgram(String uri, String database, int secrets) {
        this.uri = uri;
        this.database = database;
        this.secrets = secrets;
    }

    public static void main(String[] arguments) {
        RotationSpeedProgram program =
                new RotationSpeedProgram(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
        System.out.println(arguments[0].equals("bare") ? program.replaceAll() : program.rotate());
    }

    /** Reads all documents and replaces each where it is as it was read, as a program on the bare driver would. */
    private String replaceAll() {
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToServerSettings(settings -> settings.serverMonitoringMode(ServerMonitoringMode.POLL))
                .build())) {
            long begin = System.nanoTime();
            int replaced = replaceAll(client, "secrets", "revision");
            long between = System.nanoTime();
            replaced += replaceAll(client, "secrets.history", "version");
            return figures(begin, between, replaced);
        }
    }

    private int replaceAll(MongoClient client, String name, String expected) {
        MongoCollection<BsonDocument> collection = client.getDatabase(database).getCollection(name, BsonDocument.class);
        int replaced = 0;
        List<WriteModel<BsonDocument>> batch = new ArrayList<>();
        for (BsonDocument document : collection
                .find()
                .sort(new BsonDocument("key", new BsonInt32(1)))
                .batchSize(BATCH)) {
            BsonDocument filter = new BsonDocument("_id", document.get("_id"))
                    .append("environment", document.get("environment"))
                    .append("key", document.get("key"))
                    .append(expected, document.get(expected));
            // Something must change: a server may skip what is there already.
            BsonDocument next = document.clone().append("replaced", new BsonInt32(1));
            if (expected.equals("revision")) {
                next.append(
                        "revision", new BsonInt32(document.getInt32("revision").getValue() + 1));
            }
            batch.add(new ReplaceOneModel<>(filter, next));
            if (batch.size() == BATCH) {
                replaced += send(collection, batch);
            }
        }
        return batch.isEmpty() ? replaced : replaced + send(collection, batch);
    }

    private static int send(MongoCollection<BsonDocument> collection, List<WriteModel<BsonDocument>> batch) {
        int replaced = collection
                .bulkWrite(batch, new BulkWriteOptions().ordered(false))
                .getMatchedCount();
        batch.clear();
        return replaced;
    }

    private String rotate() {
        X25519Identity key = X25519Identity.parse(System.getenv("KIST_KEY"));
        try (SecretStore store = SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(uri, database, StoreLocation.DEFAULT_COLLECTION), Duration.ofSeconds(30))) {
            Environments environments = new Environments(store, Identities.of(List.of(key)), KnownFingerprints.none());
            long begin = System.nanoTime();
            long[] between = {0};
            Rotation.Result result = new Rotation(environments, Actor.parse("speed@test"))
                    .rotate(ENVIRONMENT, looked -> {
                        if (looked > secrets && between[0] == 0) {
                            between[0] = System.nanoTime();
                        }
                    });
            return figures(begin, between[0], result.encrypted());
        }
    }

    private static String figures(long begin, long between, long replaced) {
        return String.format(
                Locale.ROOT, "%.3f %.3f %d", (between - begin) / 1e9, (System.nanoTime() - between) / 1e9, replaced);
    }
}
