package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.environment.Environments;
import dev.kist.environment.SecretLoader;
import dev.kist.environment.SecretWriter;
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
import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import dev.kist.testing.TestUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private static final SecretKey KEY = SecretKey.generate();

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
                SecretKeys keys = SecretKeys.parse(System.getenv("TEST_KEY"));
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
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();

            ProcessRun run = Command.of(java, "-cp", System.getProperty("java.class.path"), Program.class.getName())
                    .env("TEST_KEY", KEY.exposeText())
                    .args(server.uri(TestUser.WRITER, DATABASE))
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
