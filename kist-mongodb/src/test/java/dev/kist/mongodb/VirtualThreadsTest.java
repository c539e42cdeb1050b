// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many virtual threads share one Kist; on a Java that has them. */
final class VirtualThreadsTest {
    private static final int THREADS = 200;

    @Test
    void manyVirtualThreads_loadAndWrite(@TempDir Path home) throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        MongoServer server = MongoServer.shared();
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try (Kist kist = Kist.open(KistOptions.builder()
                .variables(Map.of("HOME", home.toString()))
                .directory(home)
                .mongoDbUri(server.uri())
                .database(server.freshDatabase())
                .environment("production")
                .key(Kist.newKey().exposeSecretKey())
                .timeout(Duration.ofSeconds(60))
                .build())) {
            Environment production = kist.environment();
            production.create();
            List<Future<String>> loaded = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String number = String.valueOf(i);
                loaded.add(threads.submit(() -> {
                    production.set(SecretName.parse("N_" + number), SecretValue.of(number), SetOptions.none());
                    return production.load().get("N_" + number);
                }));
            }
            for (int i = 0; i < THREADS; i++) {
                assertThat(loaded.get(i).get(2, TimeUnit.MINUTES)).isEqualTo(String.valueOf(i));
            }
            assertThat(production.load().names()).hasSize(THREADS);
        } finally {
            threads.shutdownNow();
        }
    }
}
