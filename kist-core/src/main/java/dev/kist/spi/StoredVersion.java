package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of a secret as a document holds it, encrypted: the fields that current and former versions have in common.
 *
 * @param name the field {@code key}
 * @param value the encrypted value, {@code k1.} and base64url
 * @param environment where it applies
 * @param createdAt when version 1 was written
 * @param updatedAt when this version was written
 * @param version counted from 1
 * @param updatedBy who wrote it, as they said
 * @param flags the boolean fields that are true
 * @param note the encrypted note, or null
 */
public record StoredVersion(
        SecretName name,
        String value,
        EnvironmentName environment,
        Instant createdAt,
        Instant updatedAt,
        int version,
        Actor updatedBy,
        Set<StoredFlag> flags,
        @Nullable String note) {
    /** The longest {@link #value()}, in characters. */
    public static final int MAX_VALUE_LENGTH = 1_398_149;

    /** The longest {@link #note()}, in characters. */
    public static final int MAX_NOTE_LENGTH = 5_509;

    public StoredVersion {
        flags = Set.copyOf(flags);
    }

    /** The same record with other ciphertexts. */
    public StoredVersion withCiphertexts(String newValue, @Nullable String newNote) {
        return new StoredVersion(name, newValue, environment, createdAt, updatedAt, version, updatedBy, flags, newNote);
    }
}
