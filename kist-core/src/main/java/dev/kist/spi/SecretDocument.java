package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document of {@code secrets} or {@code secrets.history}, section "Collections" of {@code docs/format.md}: one version
 * of a secret, encrypted. Well-formed, not yet authenticated. Which of the two it is takes part in its encryption.
 */
public sealed interface SecretDocument extends StoredDocument permits CurrentDocument, FormerDocument {
    /** The document's {@code _id}. */
    DocumentId id();

    /** The version that it holds. */
    StoredVersion stored();

    @Override
    default String key() {
        return name().value();
    }

    /** The secret's name: the field {@code key}. */
    default SecretName name() {
        return stored().name();
    }

    /** The encrypted value. */
    default String value() {
        return stored().value();
    }

    /** Where it applies. */
    default EnvironmentName environment() {
        return stored().environment();
    }

    /** When version 1 was written. */
    default Instant createdAt() {
        return stored().createdAt();
    }

    /** When this version was written. */
    default Instant updatedAt() {
        return stored().updatedAt();
    }

    /** The version, counted from 1. */
    default int version() {
        return stored().version();
    }

    /** Who wrote it, as they said. */
    default Actor updatedBy() {
        return stored().updatedBy();
    }

    /** The boolean fields that are true. */
    default Set<StoredFlag> flags() {
        return stored().flags();
    }

    /** The encrypted note, or null. */
    default @Nullable String note() {
        return stored().note();
    }

    /** About how many bytes it takes in a store, to size batches. */
    default int approximateSize() {
        String note = note();
        return 256 + value().length() + key().length() + (note == null ? 0 : note.length());
    }
}
