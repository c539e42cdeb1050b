package dev.kist.spi;

import dev.kist.StoreUnavailableException;
import java.time.Duration;

/**
 * Tells that something has changed, not what: whoever follows it reads again. It may tell of changes that are none, and never
 * leaves one out. Used by one thread at a time; its thread may be interrupted.
 */
public interface ChangeFeed extends AutoCloseable {
    /**
     * Waits until something changes.
     *
     * @param most how long to wait at most
     * @return whether something may have changed since the call before
     * @throws StoreUnavailableException if the store does not answer, or cannot go on from where it was: follow it anew
     */
    boolean await(Duration most);

    @Override
    void close();
}
