// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import static dev.kist.spi.StoredSamples.ENVIRONMENT;
import static dev.kist.spi.StoredSamples.environment;
import static dev.kist.spi.StoredSamples.insert;
import static dev.kist.spi.StoredSamples.next;
import static dev.kist.spi.StoredSamples.secret;
import static dev.kist.spi.StoredSamples.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The part of {@link SecretStoreContract} about telling of changes, for stores that do. */
abstract class ChangeFeedContract extends StoreContract {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration WITHIN = Duration.ofSeconds(1);

    ChangeFeedContract(SecretStoreContract stores) {
        super(stores);
    }

    private ChangeFeed follow() {
        return store.as(WatchableStore.class)
                .flatMap(watchable -> watchable.follow(Set.of(ENVIRONMENT)))
                .orElseGet(() -> Assumptions.abort("this store tells of no changes"));
    }

    private static void assertTellsSoon(ChangeFeed feed) {
        long begin = System.nanoTime();
        assertThat(feed.await(LONG)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(WITHIN);
    }

    /** Waits until it has told of all that has happened. */
    private static void settle(ChangeFeed feed) {
        while (feed.await(Duration.ofMillis(500))) {}
    }

    @Test
    void everyKindOfChange_isToldWithinASecond() {
        store.prepareForWriting();
        SecretStore writer = anotherStore();
        CurrentDocument first = secret("A");
        SecretWrite second = update(first, next(first));
        EnvironmentDocument document = environment(ENVIRONMENT.value());
        try (ChangeFeed feed = follow()) {
            settle(feed);
            List<Runnable> changes = List.of(
                    () -> writer.insertEnvironment(document),
                    () -> writer.write(List.of(insert(first))),
                    () -> writer.write(List.of(second)),
                    () -> writer.replaceEnvironment(next(document)),
                    () -> writer.deleteSecret(second.next()));
            for (Runnable change : changes) {
                change.run();
                assertTellsSoon(feed);
                settle(feed);
            }
        }
    }

    @Test
    void manyChangesAtOnce_leaveNoneUntold() {
        store.prepareForWriting();
        CurrentDocument document = stored(secret("A"));
        try (ChangeFeed feed = follow()) {
            settle(feed);
            for (int i = 0; i < 20; i++) {
                SecretWrite write = update(document, next(document));
                assertThat(store.write(List.of(write))).isEmpty();
                assertThat(feed.await(LONG)).isTrue();
                document = write.next();
            }
        }
    }

    @Test
    void nothingHappens_waitsAsLongAsItWasTold() {
        store.prepareForWriting();
        stored(secret("A"));
        try (ChangeFeed feed = follow()) {
            settle(feed);
            long begin = System.nanoTime();

            assertThat(feed.await(Duration.ofMillis(700))).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(500), LONG);
        }
    }

    @Test
    void interruptedThread_returnsSoon() throws Exception {
        store.prepareForWriting();
        stored(secret("A"));
        Thread thread = new Thread(() -> {
            try (ChangeFeed feed = follow()) {
                feed.await(Duration.ofSeconds(60));
            } catch (RuntimeException e) {
                // It may say that it was interrupted.
                return;
            }
        });
        thread.start();
        Thread.sleep(500);
        thread.interrupt();
        thread.join(5000);

        assertThat(thread.isAlive()).isFalse();
    }
}
