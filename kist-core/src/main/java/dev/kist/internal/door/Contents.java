// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.door;

import dev.kist.Environment;
import dev.kist.KistException;
import dev.kist.Listing;
import dev.kist.Loading;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.Snapshot;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be copied from one environment to another.
 *
 * @param byName the contents, templates as they are stored
 * @param unreadable one exception for each document that was left out
 */
record Contents(SortedMap<SecretName, Secret.Content> byName, List<KistException> unreadable) {
    /** All that {@code source} stores itself, or the secrets that {@code what} names, inherited ones among them. */
    static Contents of(Environment source, Loading what) {
        SortedMap<SecretName, Secret.Content> byName = new TreeMap<>();
        if (what.only().isPresent()) {
            Snapshot snapshot = source.load(what);
            snapshot.secrets()
                    .forEach((name, loaded) -> byName.put(name, loaded.stored().content()));
            return new Contents(byName, snapshot.unreadable());
        }
        Listing listing = source.list(what);
        if (!what.skipsUnreadable() && !listing.unreadable().isEmpty()) {
            throw listing.unreadable().get(0);
        }
        listing.secrets().forEach(secret -> byName.put(secret.name(), secret.content()));
        return new Contents(byName, listing.unreadable());
    }
}
