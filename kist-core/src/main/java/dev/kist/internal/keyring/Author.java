package dev.kist.internal.keyring;

import dev.kist.Actor;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Who changes an environment, and the clock that says when. The time is asked for once all keyrings are wrapped: services
 * that are slow must not make a DEK look retired for longer than it is.
 *
 * @param actor who, as they say
 * @param clock the server's time
 */
public record Author(Actor actor, Supplier<Instant> clock) {
    /** The server's time. */
    Instant now() {
        return clock.get();
    }
}
