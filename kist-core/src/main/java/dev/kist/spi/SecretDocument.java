package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document of {@code secrets} or {@code secrets.history}, section "Collections" of {@code docs/format.md}: one version
 * of a secret, encrypted. Well-formed, not yet authenticated.
 *
 * @param id the document's {@code _id}
 * @param name the field {@code key}
 * @param value the encrypted value, {@code k1.} and base64url
 * @param environment where it applies
 * @param createdAt when version 1 was written
 * @param updatedAt when this version was written
 * @param version counted from 1
 * @param updatedBy who wrote it, as they said
 * @param revision the compare-and-set field; 0 for a former version, which has none
 * @param isTemplate the field {@code template}
 * @param isDeleted the field {@code deleted}
 * @param note the encrypted note, or null
 */
public record SecretDocument(
        DocumentId id,
        SecretName name,
        String value,
        EnvironmentName environment,
        Instant createdAt,
        Instant updatedAt,
        int version,
        Actor updatedBy,
        int revision,
        boolean isTemplate,
        boolean isDeleted,
        @Nullable String note)
        implements StoredDocument {

    @Override
    public String key() {
        return name.value();
    }

    /** About how many bytes it takes in a store, to size batches. */
    public int approximateSize() {
        return 256 + value.length() + name.value().length() + (note == null ? 0 : note.length());
    }

    /** The same record with other ciphertexts. */
    public SecretDocument withCiphertexts(String newValue, @Nullable String newNote) {
        return new SecretDocument(
                id,
                name,
                newValue,
                environment,
                createdAt,
                updatedAt,
                version,
                updatedBy,
                revision,
                isTemplate,
                isDeleted,
                newNote);
    }
}
