package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.connection.ServerMonitoringMode;
import dev.kist.environment.Environments;
import dev.kist.environment.PlanWriter;
import dev.kist.keyring.KnownFingerprints;
import dev.kist.keyring.SecretKey;
import dev.kist.keyring.SecretKeys;
import dev.kist.rotation.Rotation;
import dev.kist.secret.Actor;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.Label;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import dev.kist.secret.SecretValue;
import dev.kist.store.SecretStore;
import dev.kist.store.SecretStoreProvider;
import dev.kist.store.StoreLocation;
import dev.kist.testing.MongoServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Rotation beside the bare driver that replaces the same documents: {@code -Dkist.speed=100000}. */
@EnabledIfSystemProperty(named = "kist.speed", matches = "[0-9]+")
final class RotationSpeedTest {
    private static final EnvironmentName NAME = EnvironmentName.parse("production");
    private static final int BATCH = 1000;

    private final int secrets = Integer.getInteger("kist.speed", 0);
    private final MongoServer server = MongoServer.shared();
    private final String database = server.freshDatabase();

    @Test
    void rotate_isAtLeastHalfAsFastAsTheBareDriver() {
        Actor actor = Actor.parse("speed@test");
        try (SecretStore store = SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), database, StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(30))) {
            Environments environments =
                    new Environments(store, SecretKeys.of(List.of(SecretKey.generate())), KnownFingerprints.none());
            environments.create(NAME, Label.parse("speed"), actor);
            Map<SecretName, Secret.Content> wanted = new HashMap<>();
            for (int i = 0; i < secrets; i++) {
                wanted.put(
                        SecretName.parse("SECRET_" + i),
                        Secret.Content.literal(SecretValue.of("a value of usual length, number " + i)));
            }
            PlanWriter writer = new PlanWriter(environments, actor);
            writer.write(writer.plan(NAME, wanted), done -> {});
            double bare = replaceAll();
            Rotation rotation = new Rotation(environments, actor);
            long before = System.nanoTime();
            Rotation.Result result = rotation.rotate(NAME, done -> {});
            double rotating = seconds(before);
            System.out.printf(
                    "%d secrets: bare driver %.1f s (%.0f/s), rotation %.1f s (%.0f/s)%n",
                    secrets, bare, secrets / bare, rotating, secrets / rotating);
            assertThat(result.encrypted()).isEqualTo(secrets);
            assertThat(rotating).isLessThan(2 * bare);
        }
    }

    /** Reads all documents and replaces each under its revision, as a program on the bare driver would. */
    private double replaceAll() {
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.uri()))
                .applyToServerSettings(settings -> settings.serverMonitoringMode(ServerMonitoringMode.POLL))
                .build())) {
            MongoCollection<BsonDocument> collection =
                    client.getDatabase(database).getCollection("secrets", BsonDocument.class);
            long begin = System.nanoTime();
            List<WriteModel<BsonDocument>> batch = new ArrayList<>();
            for (BsonDocument document : collection
                    .find()
                    .sort(new BsonDocument("key", new BsonInt32(1)))
                    .batchSize(BATCH)) {
                BsonDocument filter = new BsonDocument("_id", document.get("_id"))
                        .append("environment", document.get("environment"))
                        .append("key", document.get("key"))
                        .append("revision", document.get("revision"));
                BsonDocument next = document.clone()
                        .append(
                                "revision",
                                new BsonInt32(document.getInt32("revision").getValue() + 1));
                batch.add(new ReplaceOneModel<>(filter, next));
                if (batch.size() == BATCH) {
                    collection.bulkWrite(batch, new BulkWriteOptions().ordered(false));
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                collection.bulkWrite(batch, new BulkWriteOptions().ordered(false));
            }
            return seconds(begin);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
