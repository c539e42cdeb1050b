// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.SecretLoader;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.JavaProgram;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs whose build brings libraries that are too old, as the lists of some frameworks do: one sentence, and what to do. */
class OldLibrariesTest {
    /** Makes an environment and loads it. */
    public static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            StoreLocation place =
                    new StoreLocation.MongoDb(arguments[0], arguments[1], StoreLocation.DEFAULT_COLLECTION);
            EnvironmentName production = EnvironmentName.parse("production");
            Identities keys = Identities.parse(X25519Identity.generate().exposeText());
            try (SecretStore store = SecretStoreProvider.openStore(place, Duration.ofSeconds(20))) {
                new Environments(store, keys, KnownFingerprints.none())
                        .create(production, Label.parse("old"), Actor.parse("old@test"));
                new SecretLoader(new Environments(store, keys, KnownFingerprints.none()))
                        .load(production, SecretLoader.Unreadable.FAIL);
                System.out.println("loaded");
            } catch (KistException e) {
                System.out.println(e.getMessage() + "; " + e.hint().orElse(""));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            mongodb-driver-sync mongodb-driver-core bson, MongoDB's driver on the class path is too old, 5.5 or newer
            mongodb-driver-core, MongoDB's driver on the class path is too old, in one version
            mongodb-driver-sync, MongoDB's driver on the class path is too old, mvn dependency:tree
            jackson-core, Jackson on the class path is too old, 2.15 or newer
            """)
    void library_thatIsTooOld_isSaidWithWhatToDo(String jars, String what, String hint) {
        MongoServer server = MongoServer.shared();

        ProcessRun run = JavaProgram.of(Program.class.getName())
                .behind(Stream.of(jars.split(" "))
                        .map(jar -> Path.of("target", "old", jar + ".jar"))
                        .toList())
                .command(List.of(server.uri(), server.freshDatabase()))
                .run();

        assertThat(run.out()).as(run.err()).contains(what).contains(hint);
    }
}
