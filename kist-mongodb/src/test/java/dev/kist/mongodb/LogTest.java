// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.rotation.Rotation;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.JavaProgram;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A program that logs everything, the driver's commands and their answers among it: no value, note, key or password. */
class LogTest {
    private static final String DATABASE = "logged";
    private static final String MARKED = "canary-value";
    private static final X25519Identity KEY = X25519Identity.generate();

    /** Writes, reads and rotates with all logging on. */
    public static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            ConsoleHandler handler = new ConsoleHandler();
            handler.setLevel(Level.ALL);
            Logger root = Logger.getLogger("");
            root.setLevel(Level.ALL);
            root.addHandler(handler);
            StoreLocation place = new StoreLocation.MongoDb(arguments[0], DATABASE, StoreLocation.DEFAULT_COLLECTION);
            EnvironmentName production = EnvironmentName.parse("production");
            Actor actor = Actor.parse("logger@test");
            try (SecretStore store = SecretStoreProvider.openStore(place, Duration.ofSeconds(20))) {
                Identities keys = Identities.parse(System.getenv("TEST_KEY"));
                Environments environments = new Environments(store, keys, KnownFingerprints.none());
                environments.create(production, Label.parse("logger"), actor);
                Secret.Content content = Secret.Content.literal(SecretValue.of(MARKED + "-1"));
                new SecretWriter(environments, actor)
                        .write(production, SecretName.parse("TOKEN"), current -> Optional.of(content));
                new Rotation(environments, actor).rotate(production, done -> {});
                new SecretLoader(environments).load(production, SecretLoader.Unreadable.FAIL);
            }
        }
    }

    @Test
    void everythingLogged_showsNoValueNoteKeyOrPassword() {
        try (MongoServer server = MongoServer.builder().withUsers(DATABASE).start()) {
            ProcessRun run = JavaProgram.of(Program.class.getName())
                    .command(List.of(server.uri(TestUser.WRITER, DATABASE)))
                    .env("TEST_KEY", KEY.exposeText())
                    .run();

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains("Command \"insert\" started", "Command \"update\" succeeded");
            for (String hidden : List.of(MARKED, KEY.exposeText(), TestUser.WRITER.password())) {
                byte[] bytes = hidden.getBytes(StandardCharsets.UTF_8);
                assertThat(run.err() + run.out())
                        .doesNotContain(hidden)
                        .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes))
                        .doesNotContain(HexFormat.of().formatHex(bytes));
            }
        }
    }
}
