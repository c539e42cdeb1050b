package dev.kist.spi;

import dev.kist.EnvironmentName;
import dev.kist.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;

/** A store that can tell when something in it changes. Whoever watches another store asks it every few seconds. */
public interface WatchableStore {
    /**
     * Begins to follow the secrets and the documents of environments. What changes after this returns is told by the feed.
     *
     * @return empty where this store, or what the user may do there, does not allow it
     * @throws StoreUnavailableException if it cannot be reached
     */
    Optional<ChangeFeed> follow(Set<EnvironmentName> environments);
}
