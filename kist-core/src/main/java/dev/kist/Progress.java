package dev.kist;

import java.time.Duration;

/** Is told how far a long piece of work has come, on the thread that does it. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /**
     * So much is done.
     *
     * @param done how many documents or secrets are behind
     * @param total how many there are, as far as it is known; 0 where it is not
     */
    void update(long done, long total);

    /**
     * The work waits, for nothing but time to pass; told again every second.
     *
     * @param left how long it still does
     */
    default void waiting(Duration left) {}
}
