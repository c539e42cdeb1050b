// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.InvalidInputException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.Secret.Kind;
import dev.kist.SecretValue;
import dev.kist.internal.file.Utf8;
import dev.kist.spi.StoredFlag;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plaintext of one version, as bytes, and what its flags make of them: section "Values and notes" of
 * {@code docs/format.md}. Its {@code toString} shows nothing of it.
 */
final class SecretContent {
    /** What Java reads in the place of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] value;
    private final byte @Nullable [] note;

    SecretContent(byte[] value, byte @Nullable [] note) {
        this.value = value;
        this.note = note;
    }

    static SecretContent of(Secret secret) {
        return new SecretContent(
                secret.value().bytes(),
                secret.note()
                        .map(note -> note.text().getBytes(StandardCharsets.UTF_8))
                        .orElse(null));
    }

    byte[] value() {
        return value;
    }

    byte @Nullable [] note() {
        return note;
    }

    /** The flags of a version. */
    static Set<StoredFlag> flags(Kind kind) {
        return switch (kind) {
            case LITERAL -> Set.of();
            case TEMPLATE -> Set.of(StoredFlag.TEMPLATE);
            case BINARY -> Set.of(StoredFlag.BINARY);
            case DELETION -> Set.of(StoredFlag.DELETED);
        };
    }

    /**
     * What a reader finds.
     *
     * @throws InvalidInputException if it is no text where text is due, holds NUL, or is a template of bytes
     */
    Secret.Content read(Set<StoredFlag> flags) {
        boolean isBinary = flags.contains(StoredFlag.BINARY);
        boolean isTemplate = flags.contains(StoredFlag.TEMPLATE);
        if (isBinary && isTemplate) {
            throw new InvalidInputException("bytes cannot be a template", null);
        }
        SecretValue read = isBinary ? SecretValue.ofBytes(value) : SecretValue.of(text(value));
        Note comment = note == null ? null : Note.of(text(note));
        if (flags.contains(StoredFlag.DELETED)) {
            // What the value of a deletion holds is authentic, and means nothing.
            return Secret.Content.deletion().withNote(comment);
        }
        Kind kind = isBinary ? Kind.BINARY : isTemplate ? Kind.TEMPLATE : Kind.LITERAL;
        return new Secret.Content(read, comment, kind);
    }

    private static String text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        // In the text itself, or for bytes that are none.
        try {
            return Utf8.decode(utf8);
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("not UTF-8", null);
        }
    }

    @Override
    public String toString() {
        return "SecretContent[hidden]";
    }
}
