// SPDX-License-Identifier: Apache-2.0
package dev.kist.micronaut;

import dev.kist.KistException;
import dev.kist.Snapshot;
import io.micronaut.context.env.Environment;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each running application has of its secrets. Micronaut drops all properties before it reads them anew, and stays without
 * if that fails: so a refresh takes the secrets from here while they are followed, and wherever the store cannot be read.
 */
final class KeptSecrets {
    private static final System.Logger LOGGER = System.getLogger("dev.kist");
    private static final Map<Environment, Kept> KEPT = Collections.synchronizedMap(new WeakHashMap<>());

    private record Kept(Snapshot secrets, boolean isFollowed) {}

    private KeptSecrets() {}

    /**
     * The secrets of an application: those that are followed, or else what {@code store} gives.
     *
     * @throws KistException if the store gives none, and nothing was read before
     */
    static Snapshot of(Environment application, Supplier<Snapshot> store) {
        @Nullable Kept kept = KEPT.get(application);
        if (kept != null && kept.isFollowed()) {
            return kept.secrets();
        }
        if (kept == null) {
            KistSettings.oddities().forEach(text -> LOGGER.log(System.Logger.Level.WARNING, text));
        }
        try {
            Snapshot secrets = store.get();
            KEPT.put(application, new Kept(secrets, false));
            return secrets;
        } catch (KistException e) {
            if (kept == null) {
                throw e;
            }
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the application keeps the secrets of " + kept.secrets().environment() + " that it has: "
                            + e.getMessage());
            return kept.secrets();
        }
    }

    /** Takes what a watch of the application has. */
    static void follow(Environment application, Snapshot now) {
        KEPT.put(application, new Kept(now, true));
    }

    /** The application ends. */
    static void forget(Environment application) {
        KEPT.remove(application);
    }
}
