package dev.kist.internal.format;

import dev.kist.EnvironmentName;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredFlag;

/**
 * The bytes that bind what is encrypted to its place and its record, section "Associated data" of
 * {@code docs/format.md}. A value that is moved, renamed, or whose record is changed no longer decrypts.
 */
public final class AssociatedData {
    private static final int TEMPLATE = 1;
    private static final int DELETED = 2;
    private static final int CURRENT = 4;
    private static final int NOTE = 8;
    private static final int BINARY = 16;

    private AssociatedData() {}

    /** For the value of {@code document}, which has a note if and only if the version does. */
    public static byte[] ofValue(SecretDocument document) {
        return ofRecord("kist:v1:value", document);
    }

    /** For the note of {@code document}. */
    public static byte[] ofNote(SecretDocument document) {
        return ofRecord("kist:v1:note", document);
    }

    /** For {@code sealed} of the environment document with that revision. */
    public static byte[] ofSealed(EnvironmentName environment, long revision) {
        return ByteFields.text("kist:v1:sealed")
                .field(environment.value())
                .i64(revision)
                .toByteArray();
    }

    /** The HPKE info of a wrapped keyring, and the associated data of one that a key service encrypted. */
    public static byte[] ofKeyring(EnvironmentName environment) {
        return ByteFields.text("kist:v1:keyring").field(environment.value()).toByteArray();
    }

    private static byte[] ofRecord(String domain, SecretDocument document) {
        return ByteFields.text(domain)
                .field(document.environment().value())
                .field(document.name().value())
                .date(document.createdAt())
                .i64(document.version())
                .date(document.updatedAt())
                .field(document.updatedBy().value())
                .bytes(new byte[] {flags(document)})
                .toByteArray();
    }

    private static byte flags(SecretDocument document) {
        int flags = (document instanceof CurrentDocument ? CURRENT : 0) | (document.note() == null ? 0 : NOTE);
        for (StoredFlag flag : document.flags()) {
            flags |= switch (flag) {
                case TEMPLATE -> TEMPLATE;
                case DELETED -> DELETED;
                case BINARY -> BINARY;
            };
        }
        return (byte) flags;
    }
}
