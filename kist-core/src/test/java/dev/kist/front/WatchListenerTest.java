// SPDX-License-Identifier: Apache-2.0
package dev.kist.front;

import static dev.kist.memory.InMemoryKist.made;
import static dev.kist.memory.InMemoryKist.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Environment;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import dev.kist.Watch;
import dev.kist.memory.InMemoryKist;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a listener does, its watch goes on, and ends when it is closed. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class WatchListenerTest {
    private static final Logger LOGGER = Logger.getLogger("dev.kist");

    private final InMemoryKist setup;
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Kist kist;
    private final Environment environment;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    WatchListenerTest(@TempDir Path home) {
        this.setup = InMemoryKist.in(home);
        this.kist = Kist.open(setup.options().onWarning(warnings::add).build());
        this.environment = made(kist, "development");
    }

    @AfterEach
    void close() {
        kist.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("kist-watch"));
    }

    private void tell(Snapshot now, SortedSet<SecretName> changed) {
        told.add(now.get("A"));
    }

    private void awaitTold(String value) throws InterruptedException {
        @Nullable String next = told.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        assertThat(Objects.requireNonNull(next)).isEqualTo(value);
    }

    private static void awaitFailure(Watch watch) throws InterruptedException {
        while (watch.failure().isEmpty()) {
            Thread.sleep(10);
        }
    }

    private static void fail(String how) {
        switch (how) {
            case "exception" -> throw new IllegalArgumentException("secret-1");
            case "assertion" -> throw new AssertionError("secret-1");
            case "class" -> throw new NoClassDefFoundError("secret-1");
            case "number" -> Integer.parseInt("secret-1");
            default -> fail("deeper, " + how);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "assertion", "class", "number", "deep"})
    void listenerThatFails_isWarnedOf_byClassAndPlace_andToldTheNextChange(String how) throws Exception {
        try (Watch watch = environment.watch((now, changed) -> {
            tell(now, changed);
            fail(how);
        })) {
            set(environment, "A", "secret-1");
            awaitTold("secret-1");
            set(environment, "A", "secret-2");
            awaitTold("secret-2");
            assertThat(watch.current().get("A")).isEqualTo("secret-2");
            assertThat(watch.failure()).isEmpty();
        }
        assertThat(warnings).isNotEmpty().allSatisfy(text -> assertThat(text)
                .startsWith("a listener for changes of development, of "
                        + getClass().getName() + ", failed: java.lang.")
                .contains(" at " + getClass().getName() + ".fail(WatchListenerTest.java:")
                .doesNotContain("secret-"));
    }

    @Test
    void warningsThatFail_doNotEndTheWatch_andAreLogged() throws Exception {
        List<String> logged = new CopyOnWriteArrayList<>();
        LOGGER.setFilter(entry -> {
            logged.add(entry.getMessage());
            return false;
        });
        try (Kist deaf = Kist.open(setup.options()
                        .onWarning(text -> {
                            Thread.currentThread().interrupt();
                            throw new AssertionError(text);
                        })
                        .build());
                Watch watch = deaf.environment("development").watch(this::tell)) {
            setup.documents().failReads(true);
            set(environment, "A", "1");
            awaitFailure(watch);
            setup.documents().failReads(false);
            awaitTold("1");
            set(environment, "A", "2");
            awaitTold("2");
        } finally {
            LOGGER.setFilter(null);
        }

        assertThat(logged).hasSize(2).allSatisfy(text -> assertThat(text)
                .startsWith("development is ")
                .contains("(what takes warnings failed: java.lang.AssertionError at "
                        + getClass().getName() + "."));
    }

    @Test
    void error_whileItReads_isTheFailure_andAWarning_untilItReadsAgain() throws Exception {
        try (Watch watch = environment.watch(this::tell)) {
            setup.documents().breakReads(new NoClassDefFoundError("secret-1"));
            awaitFailure(watch);

            assertThat(watch.failure())
                    .get()
                    .satisfies(failure -> {
                        assertThat(failure.reason()).isEqualTo(KistException.Reason.UNEXPECTED);
                        assertThat(failure).hasNoCause();
                    })
                    .asString()
                    .contains("java.lang.NoClassDefFoundError at dev.kist.");

            setup.documents().breakReads(null);
            set(environment, "A", "1");
            awaitTold("1");
            assertThat(watch.failure()).isEmpty();
        }
        assertThat(warnings).hasSize(2).noneMatch(text -> text.contains("secret-"));
        assertThat(warnings.get(0)).contains("is not followed at the moment").contains("NoClassDefFoundError at");
        assertThat(warnings.get(1)).isEqualTo("development is followed again");
    }

    @Test
    void interruptionThatAListenerLeaves_isGoneByTheNextCall() throws Exception {
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        try (Watch watch = environment.watch((now, changed) -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            tell(now, changed);
            Thread.currentThread().interrupt();
        })) {
            set(environment, "A", "1");
            awaitTold("1");
            set(environment, "A", "2");
            awaitTold("2");
            assertThat(watch.failure()).isEmpty();
        }
        assertThat(interrupted).containsExactly(false, false);
    }

    @Test
    void close_fromTheListener_isFine() throws Exception {
        CompletableFuture<Watch> own = new CompletableFuture<>();
        own.complete(environment.watch((now, changed) -> {
            own.join().close();
            tell(now, changed);
        }));
        set(environment, "A", "1");
        awaitTold("1");
        set(environment, "A", "2");

        own.join().close();
        assertThat(told).isEmpty();
    }

    @Test
    void listenersThatCloseEachOthersWatch_bothEnd() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        CompletableFuture<Watch> first = new CompletableFuture<>();
        CompletableFuture<Watch> second = new CompletableFuture<>();
        first.complete(environment.watch((now, changed) -> closeTogether(both, second, now)));
        second.complete(environment.watch((now, changed) -> closeTogether(both, first, now)));

        set(environment, "A", "1");
        awaitTold("1");
        awaitTold("1");
        set(environment, "A", "2");
        kist.close();

        assertThat(told).isEmpty();
        assertThat(first.join().failure()).isPresent();
    }

    @Test
    void listenersThatCloseKist_bothEnd() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        for (int i = 0; i < 2; i++) {
            var unused = environment.watch((now, changed) -> {
                await(both);
                kist.close();
                tell(now, changed);
            });
        }
        set(environment, "A", "1");
        awaitTold("1");
        awaitTold("1");
    }

    private void closeTogether(CyclicBarrier both, CompletableFuture<Watch> other, Snapshot now) {
        await(both);
        other.join().close();
        told.add(now.get("A"));
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
