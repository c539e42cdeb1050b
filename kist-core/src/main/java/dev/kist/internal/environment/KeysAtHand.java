// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.environment;

import dev.kist.internal.keyring.Identities;
import java.util.List;
import java.util.function.Supplier;

/**
 * The keys at hand, and those that are fetched only where these do not open an environment: a command that asks a person, say.
 * They are fetched once at most. Thread-safe.
 */
public final class KeysAtHand {
    private final Supplier<Identities> late;
    private Identities keys;
    private boolean isComplete;

    /** These keys, and those that {@code late} gives. */
    public KeysAtHand(Identities keys, Supplier<Identities> late) {
        this.keys = keys;
        this.late = late;
    }

    /** These keys alone. */
    public static KeysAtHand of(Identities keys) {
        KeysAtHand all = new KeysAtHand(keys, () -> Identities.of(List.of()));
        all.isComplete = true;
        return all;
    }

    /** The keys so far. */
    synchronized Identities now() {
        return keys;
    }

    /** The keys so far; where there is none, those that are fetched. */
    synchronized Identities any() {
        if (keys.isEmpty()) {
            fetch();
        }
        return keys;
    }

    /** Fetches what was not fetched yet; whether there are more keys now. */
    synchronized boolean fetch() {
        if (isComplete) {
            return false;
        }
        int before = keys.asList().size();
        keys = keys.and(late.get());
        isComplete = true;
        return keys.asList().size() > before;
    }
}
