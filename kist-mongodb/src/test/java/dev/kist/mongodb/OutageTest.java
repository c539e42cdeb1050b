// SPDX-License-Identifier: Apache-2.0
package dev.kist.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistOptions;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.SetOptions;
import dev.kist.StoreUnavailableException;
import dev.kist.Watch;
import dev.kist.testing.Eventually;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a program sees of a server that is down when it starts, goes away later, and comes back. */
final class OutageTest {
    private static final SecretName TOKEN = SecretName.parse("TOKEN");

    @TempDir
    Path home;

    private final String key = Kist.newKey().exposeSecretKey();

    private Kist open(MongoServer server, Duration timeout) {
        return Kist.open(KistOptions.builder()
                .variables(Map.of("HOME", home.toString()))
                .directory(home)
                .mongoDbUri(server.uri())
                .database("outage")
                .environment("production")
                .key(key)
                .timeout(timeout)
                .build());
    }

    private static void set(Environment environment, String value) {
        environment.set(TOKEN, SecretValue.of(value), SetOptions.none());
    }

    @Test
    void serverThatIsDown_failsLoadAndWatch_andBothSucceedWhenItIsThere() {
        try (MongoServer server = MongoServer.builder().syncOnCommit().start()) {
            try (Kist before = open(server, Duration.ofSeconds(20))) {
                before.environment().create();
                set(before.environment(), "first");
            }
            server.kill();
            try (Kist kist = open(server, Duration.ofMillis(500))) {
                assertThatThrownBy(() -> kist.environment().load()).isInstanceOf(StoreUnavailableException.class);
                assertThatThrownBy(() -> kist.environment().watch((now, changed) -> {}))
                        .isInstanceOf(StoreUnavailableException.class);
            }
            server.restart();
            try (Kist kist = open(server, Duration.ofSeconds(20));
                    Watch watch = kist.environment().watch((now, changed) -> {})) {
                assertThat(kist.environment().load().get("TOKEN")).isEqualTo("first");
                assertThat(watch.current().get("TOKEN")).isEqualTo("first");
            }
        }
    }

    @Test
    void serverThatGoesAndComesBack_leavesAWatchWhatItHas_andTellsItWhatChangedMeanwhile() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (MongoServer server = MongoServer.builder().syncOnCommit().start();
                Kist kist = open(server, Duration.ofSeconds(2))) {
            Environment production = kist.environment();
            production.create();
            set(production, "first");
            try (Watch watch = production.watch((now, changed) -> told.add(now.get("TOKEN")))) {
                Supplier<String> token = watch.supplier("TOKEN");
                server.kill();
                awaitFailure(watch);
                assertThatThrownBy(production::load).isInstanceOf(StoreUnavailableException.class);
                assertThat(token.get()).isEqualTo("first");
                assertThat(watch.failure()).get().isInstanceOf(StoreUnavailableException.class);

                server.restart();
                try (Kist colleague = open(server, Duration.ofSeconds(20))) {
                    set(colleague.environment(), "second");
                }

                assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
                assertThat(token.get()).isEqualTo("second");
                assertThat(watch.failure()).isEmpty();
                assertThat(production.load().get("TOKEN")).isEqualTo("second");
            }
        }
    }

    @Test
    void close_onAnInterruptedThread_closes_andWhatIsCalledAfterwardsSaysSo() {
        try (MongoServer server = MongoServer.builder().start()) {
            Kist kist = open(server, Duration.ofSeconds(20));
            kist.environment().create();
            Watch watch = kist.environment().watch((now, changed) -> {});

            Thread.currentThread().interrupt();
            kist.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(watch.failure()).isPresent();
            assertThatThrownBy(() -> kist.environment().load())
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageEndingWith("is closed");
        }
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void close_whileTheServerHangs_doesNotWaitForIt() throws Exception {
        CountDownLatch isFollowed = new CountDownLatch(1);
        try (MongoServer server = MongoServer.builder().start()) {
            Kist kist = open(server, Duration.ofMinutes(10));
            kist.environment().create();
            Watch watch = kist.environment().watch((now, changed) -> isFollowed.countDown());
            set(kist.environment(), "first");
            isFollowed.await();
            server.suspend();

            kist.close();

            assertThat(watch.failure()).get().asString().endsWith("is closed");
            assertThat(threads()).allMatch(Thread::isDaemon);
            server.resume();
            Eventually.await("no thread is left", () -> threads().isEmpty());
        }
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void close_ofAWatch_whileTheServerHangs_doesNotWaitForIt() throws Exception {
        CountDownLatch isFollowed = new CountDownLatch(1);
        try (MongoServer server = MongoServer.builder().start();
                Kist kist = open(server, Duration.ofMinutes(10))) {
            kist.environment().create();
            Watch watch = kist.environment().watch((now, changed) -> isFollowed.countDown());
            set(kist.environment(), "first");
            isFollowed.await();
            server.suspend();

            watch.close();

            assertThat(watch.failure()).isPresent();
            server.resume();
        }
        assertThat(threads()).isEmpty();
    }

    /** Kist's own; those of the driver end with it. */
    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kist-"))
                .toList();
    }

    private static void awaitFailure(Watch watch) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (watch.failure().isEmpty()) {
            assertThat(System.nanoTime()).as("until it is told").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
