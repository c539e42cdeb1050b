// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import java.time.Instant;
import java.util.List;

/**
 * A document of {@code secrets.environments}: the keyring of one environment, wrapped once for each key that may open it.
 *
 * @param name the field {@code _id}
 * @param keys the keys, in the order of {@code sealed}
 * @param sealed the encrypted list of keys, {@code k1.} and base64url
 * @param revision the compare-and-set field, counted from 1
 * @param createdAt when the environment was created
 * @param updatedAt when the document was last written
 * @param next the keyring that was made ahead for the removal of a key; empty where there is none
 */
public record EnvironmentDocument(
        EnvironmentName name,
        List<KeyEntry> keys,
        String sealed,
        int revision,
        Instant createdAt,
        Instant updatedAt,
        List<PreparedEntry> next)
        implements StoredEnvironment {
    /** The stored format that this version of Kist reads and writes. */
    public static final int FORMAT = 1;

    /** How many keys may open one environment. */
    public static final int MAX_KEYS = 1000;

    /** The longest {@link #sealed()}, in characters. */
    public static final int MAX_SEALED_LENGTH = 2 * 1024 * 1024;

    public EnvironmentDocument {
        keys = List.copyOf(keys);
        next = List.copyOf(next);
    }

    /** A document without a keyring made ahead. */
    public EnvironmentDocument(
            EnvironmentName name,
            List<KeyEntry> keys,
            String sealed,
            int revision,
            Instant createdAt,
            Instant updatedAt) {
        this(name, keys, sealed, revision, createdAt, updatedAt, List.of());
    }

    /**
     * The revision after this one.
     *
     * @throws FormatException if this one is the highest there is
     */
    public int nextRevision() {
        return NextNumber.after(revision, "revision", name, "the environment " + name);
    }
}
