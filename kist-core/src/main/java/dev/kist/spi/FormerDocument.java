package dev.kist.spi;

import org.jspecify.annotations.Nullable;

/**
 * A document of {@code secrets.history}: a version of a secret that another one replaced, or is about to.
 *
 * @param id the document's {@code _id}
 * @param stored the version
 */
public record FormerDocument(DocumentId id, StoredVersion stored) implements SecretDocument {
    /** The same document with another content. */
    public FormerDocument with(StoredVersion other) {
        return new FormerDocument(id, other);
    }

    /** The same record with other ciphertexts. */
    public FormerDocument withCiphertexts(String value, @Nullable String note) {
        return with(stored.withCiphertexts(value, note));
    }
}
