// SPDX-License-Identifier: Apache-2.0
package dev.kist;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Follows an environment until it is closed, on a daemon thread of its own. Thread-safe. */
public interface Watch extends AutoCloseable {
    /** All that applies, as it was last read; while the store is away, as it was before. */
    Snapshot current();

    /**
     * The text of a secret, which stays current: each call gives what {@link #current()} has. It throws a
     * {@link NotFoundException} while the secret does not exist.
     *
     * @throws InvalidInputException if {@code name} cannot be the name of one
     */
    default Supplier<String> supplier(String name) {
        SecretName.parse(name);
        return () -> current().get(name);
    }

    /** When the store last answered; empty if it has not yet. */
    Optional<Instant> lastSeen();

    /** Why the environment cannot be followed at the moment, or any more since this was closed; empty while it can. */
    Optional<KistException> failure();

    /**
     * Ends it: no call of the listener begins after this returns, and no thread is left, unless the store does not answer
     * ({@link Kist#close()}). A call at work is waited for. A listener may call it, too, for its own watch or another one: then
     * nothing is waited for, so that two listeners can close each other's watch.
     */
    @Override
    void close();

    /**
     * Is told of changes, one after the other, in the order of the versions. What it throws, an {@link Error} as well, is warned
     * of by the listener's class and the place, and ignored; and so is an interruption that it leaves behind.
     */
    @FunctionalInterface
    interface Listener {
        /**
         * Values have changed.
         *
         * @param now all that applies now
         * @param changed the names whose decrypted values are others than before, or are new, or are gone
         */
        void changed(Snapshot now, SortedSet<SecretName> changed);
    }
}
