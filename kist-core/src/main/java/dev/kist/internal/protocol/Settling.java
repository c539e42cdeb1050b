package dev.kist.internal.protocol;

import dev.kist.StoreUnavailableException;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does something to a store until it is known what became of it: the one loop for lost answers, with one deadline, the
 * store's timeout. What is done must be the same however often it is done. Where the store cannot be reached before anything
 * was lost, that is told at once. Used by one thread.
 */
public final class Settling {
    private final SecretStore store;
    private long deadline;
    private @Nullable StoreUnavailableException lost;
    private boolean isLossExpected;

    /** One attempt. */
    @FunctionalInterface
    public interface Attempt<T> {
        /**
         * Does it, or looks at what became of it.
         *
         * @return what is known by now; empty to try again after a pause
         */
        Optional<T> make(Settling settling);
    }

    private Settling(SecretStore store) {
        this.store = store;
        restart();
    }

    /**
     * Makes attempts until one of them knows.
     *
     * @param uncertain what to throw when the time is over and an answer was lost
     */
    public static <T> T settle(
            SecretStore store,
            Function<@Nullable StoreUnavailableException, ? extends RuntimeException> uncertain,
            Attempt<T> attempt) {
        return new Settling(store).run(uncertain, attempt);
    }

    /** The same for what may simply be done again, whoever did it: the failure itself is thrown when the time is over. */
    public static <T> T repeat(SecretStore store, Supplier<T> action) {
        return settle(store, Objects::requireNonNull, settling -> Optional.of(action.get()));
    }

    private <T> T run(
            Function<@Nullable StoreUnavailableException, ? extends RuntimeException> uncertain, Attempt<T> attempt) {
        while (true) {
            @Nullable StoreUnavailableException failure;
            try {
                Optional<T> known = attempt.make(this);
                if (known.isPresent()) {
                    return known.get();
                }
                failure = lost;
            } catch (LostAnswerException e) {
                lost = e;
                failure = e;
            } catch (StoreUnavailableException e) {
                if (lost == null && !isLossExpected) {
                    throw e;
                }
                failure = e;
            }
            if (System.nanoTime() - deadline >= 0 || !Backoff.briefly()) {
                throw failure == null && !isLossExpected ? notCarriedOut() : uncertain.apply(failure);
            }
        }
    }

    private static StoreUnavailableException notCarriedOut() {
        return new StoreUnavailableException(
                "the store did not carry out a write in time, and nothing stands in its way", "try again", null);
    }

    /** Whether an answer was lost so far: what is there now may be ours. */
    public boolean hasLostAnAnswer() {
        return lost != null;
    }

    /** From now on a failure to reach the store is treated as a lost answer: something was written before. */
    public void expectLoss() {
        isLossExpected = true;
    }

    /** Begins the time anew: the work since went on, and was long. */
    public void restart() {
        Duration timeout = store.timeout();
        deadline = System.nanoTime() + timeout.toNanos();
    }
}
