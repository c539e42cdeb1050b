// SPDX-License-Identifier: Apache-2.0
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

    /** How a version's value is meant. */
    public enum Kind {
        /** Text, as it is. */
        LITERAL,
        /** Text with <code>${NAME}</code> references that are resolved on load. */
        TEMPLATE,
        /** Bytes, such as a key store. */
        BINARY,
        /** Nothing: this version is a deletion, and its value is empty. */
        DELETION
    }

    /**
     * What a writer decides about a version.
     *
     * @param value the plaintext; empty for a deletion
     * @param note a comment for people, or null
     * @param kind how the value is meant; {@code BINARY} if and only if the value is bytes
     */
    public record Content(SecretValue value, @Nullable Note note, Kind kind) {
        public Content {
            if (value.isBinary() != (kind == Kind.BINARY)) {
                throw new IllegalArgumentException("text cannot be binary, and bytes can be nothing else");
            }
        }

        /** A literal text, or bytes, without a note. */
        public static Content literal(SecretValue value) {
            return new Content(value, null, value.isBinary() ? Kind.BINARY : Kind.LITERAL);
        }

        /** A template without a note. */
        public static Content template(SecretValue value) {
            return new Content(value, null, Kind.TEMPLATE);
        }

        /** A deletion. */
        public static Content deletion() {
            return new Content(SecretValue.of(""), null, Kind.DELETION);
        }

        /** The same with another note, or with none. */
        public Content withNote(@Nullable Note other) {
            return new Content(value, other, kind);
        }

        /** Whether the value holds {@code ${NAME}} references. */
        public boolean isTemplate() {
            return kind == Kind.TEMPLATE;
        }

        /** Whether this is a deletion. */
        public boolean isDeleted() {
            return kind == Kind.DELETION;
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
