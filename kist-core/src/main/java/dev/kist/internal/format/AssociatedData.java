package dev.kist.internal.format;

import dev.kist.EnvironmentName;
import dev.kist.spi.SecretDocument;

/**
 * The bytes that bind what is encrypted to its place and its record, section "Associated data" of
 * {@code docs/format.md}. A value that is moved, renamed, or whose record is changed no longer decrypts.
 */
public final class AssociatedData {
    private static final int TEMPLATE = 1;
    private static final int DELETED = 2;
    private static final int CURRENT = 4;

    private AssociatedData() {}

    /** For the value of {@code document}. */
    public static byte[] ofValue(SecretDocument document, boolean isCurrent) {
        return ofRecord("kist:v1:value", document, isCurrent);
    }

    /** For the note of {@code document}. */
    public static byte[] ofNote(SecretDocument document, boolean isCurrent) {
        return ofRecord("kist:v1:note", document, isCurrent);
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

    private static byte[] ofRecord(String domain, SecretDocument document, boolean isCurrent) {
        int flags = (document.isTemplate() ? TEMPLATE : 0)
                | (document.isDeleted() ? DELETED : 0)
                | (isCurrent ? CURRENT : 0);
        return ByteFields.text(domain)
                .field(document.environment().value())
                .field(document.name().value())
                .date(document.createdAt())
                .i64(document.version())
                .date(document.updatedAt())
                .field(document.updatedBy().value())
                .bytes(new byte[] {(byte) flags})
                .toByteArray();
    }
}
