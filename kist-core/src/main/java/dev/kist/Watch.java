package dev.kist;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/** Follows an environment until it is closed. Thread-safe. */
public interface Watch extends AutoCloseable {
    /** When the store last answered; empty if it has not yet. */
    Optional<Instant> lastSeen();

    /** Why the store cannot be followed at the moment; empty while it can. */
    Optional<KistException> failure();

    /** Ends it: no call of the listener begins after this returns, and no thread is left. */
    @Override
    void close();

    /** Is told of changes, one after the other, in the order of the versions. */
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
