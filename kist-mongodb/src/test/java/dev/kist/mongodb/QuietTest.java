// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.EnvironmentName;
import dev.kist.StoreUnavailableException;
import dev.kist.spi.ChangeFeed;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.spi.WatchableStore;
import dev.kist.testing.Command;
import dev.kist.testing.MongoServer;
import dev.kist.testing.ProcessRun;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A program without a logging library, as Kist's own: nothing but the program prints. */
class QuietTest {
    private static final String UNREACHABLE = "mongodb://canaryuser:canarypassword@127.0.0.1:1/?retryWrites=true";

    /** Reads the environments' names with each connection string, and begins to follow one. */
    public static final class Program {
        private Program() {}

        public static void main(String[] uris) {
            for (String uri : uris) {
                try (SecretStore store = SecretStoreProvider.openStore(
                        new StoreLocation.MongoDb(uri, "quiet", "secrets"), Duration.ofSeconds(5))) {
                    System.out.println(store.environmentNames());
                    store.as(WatchableStore.class)
                            .flatMap(watchable -> watchable.follow(Set.of(EnvironmentName.parse("production"))))
                            .ifPresent(ChangeFeed::close);
                } catch (StoreUnavailableException e) {
                    System.out.println("unavailable");
                }
            }
        }
    }

    @Test
    void driver_printsNothing() {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        ProcessRun run = Command.of(java, "-cp", classPath, Program.class.getName())
                .args(MongoServer.shared().uri(), UNREACHABLE)
                .run();

        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).containsExactly("[]", "unavailable");
        assertThat(run.exitCode()).isZero();
    }
}
