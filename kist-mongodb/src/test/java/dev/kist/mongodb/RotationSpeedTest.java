// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Actor;
import dev.kist.Label;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.PlanWriter;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Rotation beside the bare driver that replaces the same documents, each in a process of its own with the same small heap:
 * {@code -Dkist.speed=100000}, {@code -Dkist.speed.heap=24m}. Prints figures; only that everything is done is asserted.
 */
@EnabledIfSystemProperty(named = "kist.speed", matches = "[0-9]+")
final class RotationSpeedTest {
    private static final Actor ACTOR = Actor.parse("speed@test");

    private final int secrets = Integer.getInteger("kist.speed", 0);
    private final String heap = System.getProperty("kist.speed.heap", "24m");
    private final X25519Identity key = X25519Identity.generate();
    private final MongoServer server = MongoServer.shared();
    private final String database = server.freshDatabase();

    @Test
    void rotate_besideTheBareDriver() {
        int formers = seed();
        System.out.printf(
                "%d secrets, each tenth with two former versions; -Xmx%s; %s%n", secrets, heap, server.product());
        double[] bare = run("bare");
        double[] rotation = run("rotate");
        print("secrets", secrets, bare[0], rotation[0]);
        print("former versions", formers, bare[1], rotation[1]);
        assertThat(rotation[2]).isEqualTo(secrets + formers);
    }

    private void print(String what, int count, double bare, double rotation) {
        System.out.printf(
                "%d %s: bare driver %.1f s (%.0f/s), rotation %.1f s (%.0f/s): %.2f of its speed%n",
                count, what, bare, count / bare, rotation, count / rotation, bare / rotation);
    }

    /** Writes the secrets; gives the number of former versions. */
    private int seed() {
        try (SecretStore store = SecretStoreProvider.openStore(
                new StoreLocation.MongoDb(server.uri(), database, StoreLocation.DEFAULT_COLLECTION),
                Duration.ofSeconds(60))) {
            Environments environments = new Environments(store, Identities.of(List.of(key)), KnownFingerprints.none());
            environments.create(RotationSpeedProgram.ENVIRONMENT, Label.parse("speed"), ACTOR);
            PlanWriter writer = new PlanWriter(environments, ACTOR);
            int formers = 0;
            for (int round = 0; round < 3; round++) {
                Map<SecretName, Secret.Content> wanted = new HashMap<>();
                for (int i = 0; i < secrets; i += round == 0 ? 1 : 10) {
                    wanted.put(
                            SecretName.parse("SECRET_" + i),
                            Secret.Content.literal(
                                    SecretValue.of("a value of usual length, number " + i + " " + round)));
                }
                formers += round == 0 ? 0 : wanted.size();
                writer.write(writer.plan(RotationSpeedProgram.ENVIRONMENT, wanted), done -> {});
            }
            return formers;
        }
    }

    /** What {@link RotationSpeedProgram} prints. */
    private double[] run(String what) {
        ProcessRun run = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RotationSpeedProgram.class.getName(),
                        what,
                        server.uri(),
                        database,
                        Integer.toString(secrets))
                .env("KIST_KEY", key.exposeText())
                .timeout(Duration.ofMinutes(60))
                .run();
        assertThat(run.exitCode()).as(run.toString()).isZero();
        String[] figures = run.out().strip().split(" ");
        double[] numbers = new double[figures.length];
        for (int i = 0; i < figures.length; i++) {
            numbers[i] = Double.parseDouble(figures[i]);
        }
        return numbers;
    }
}
