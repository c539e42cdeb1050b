package dev.kist.spi;

import dev.kist.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * A document of {@code secrets}: the current version of a secret.
 *
 * @param id the document's {@code _id}
 * @param stored the version
 * @param revision the compare-and-set field, counted from 1
 */
public record CurrentDocument(DocumentId id, StoredVersion stored, int revision) implements SecretDocument {
    /** The same document with another content. */
    public CurrentDocument with(StoredVersion other) {
        return new CurrentDocument(id, other, revision);
    }

    /** The same record with other ciphertexts. */
    public CurrentDocument withCiphertexts(String value, @Nullable String note) {
        return with(stored.withCiphertexts(value, note));
    }

    /**
     * The revision after this one.
     *
     * @throws FormatException if this one is the highest there is
     */
    public int nextRevision() {
        return NextNumber.after(revision, "revision", environment(), "the secret " + name() + " of " + environment());
    }

    /**
     * The version after this one.
     *
     * @throws FormatException if this one is the highest there is
     */
    public int nextVersion() {
        return NextNumber.after(version(), "version", environment(), "the secret " + name() + " of " + environment());
    }
}
