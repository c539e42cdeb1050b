package dev.kist;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a secret in one environment, decrypted.
 *
 * @param environment where it applies
 * @param name its name there
 * @param content the value with what belongs to it
 * @param version counted from 1
 * @param createdAt when version 1 was written, to the millisecond
 * @param updatedAt when this version was written, to the millisecond
 * @param updatedBy who wrote this version, as they said
 */
public record Secret(
        EnvironmentName environment,
        SecretName name,
        Content content,
        int version,
        Instant createdAt,
        Instant updatedAt,
        Actor updatedBy) {

    /**
     * What a writer decides about a version.
     *
     * @param value the plaintext; empty for a deletion
     * @param note a comment for people, or null
     * @param isTemplate whether the value holds {@code ${NAME}} references that are resolved on load
     * @param isDeleted whether this version is a deletion
     */
    public record Content(SecretValue value, @Nullable Note note, boolean isTemplate, boolean isDeleted) {
        /** A literal value without a note. */
        public static Content literal(SecretValue value) {
            return new Content(value, null, false, false);
        }

        /** A deletion. */
        public static Content deletion() {
            return new Content(SecretValue.of(""), null, false, true);
        }
    }

    /** The plaintext. */
    public SecretValue value() {
        return content.value();
    }

    /** The comment for people, if there is one. */
    public Optional<Note> note() {
        return Optional.ofNullable(content.note());
    }

    /** Whether the value holds {@code ${NAME}} references. */
    public boolean isTemplate() {
        return content.isTemplate();
    }

    /** Whether this version is a deletion. */
    public boolean isDeleted() {
        return content.isDeleted();
    }
}
