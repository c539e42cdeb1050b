package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Documents as Kist stores them, with random bytes in the place of ciphertexts: a store never looks into them. */
public final class StoredSamples {
    /** The environment of {@link #secret(String)}. */
    public static final EnvironmentName ENVIRONMENT = EnvironmentName.parse("development");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");

    private StoredSamples() {}

    /** Version 1 of a secret in {@link #ENVIRONMENT}. */
    public static SecretDocument secret(String name) {
        return secret(ENVIRONMENT, name);
    }

    /** Version 1 of a secret, in revision 1. */
    public static SecretDocument secret(EnvironmentName environment, String name) {
        return new SecretDocument(
                documentId(),
                SecretName.parse(name),
                ciphertext(40),
                environment,
                CREATED,
                CREATED,
                1,
                Actor.parse("alice@laptop"),
                1,
                false,
                false,
                null);
    }

    /** The version and revision that follow {@code current}, by another actor. */
    public static SecretDocument next(SecretDocument current) {
        return new SecretDocument(
                current.id(),
                current.name(),
                ciphertext(40),
                current.environment(),
                current.createdAt(),
                current.updatedAt().plusMillis(1),
                current.version() + 1,
                Actor.parse("bob@desktop"),
                current.revision() + 1,
                current.isTemplate(),
                current.isDeleted(),
                current.note());
    }

    /** The document of {@code current}'s version for history: an id of its own, other ciphertexts, no revision. */
    public static SecretDocument former(SecretDocument current) {
        return new SecretDocument(
                documentId(),
                current.name(),
                ciphertext(40),
                current.environment(),
                current.createdAt(),
                current.updatedAt(),
                current.version(),
                current.updatedBy(),
                0,
                current.isTemplate(),
                current.isDeleted(),
                current.note() == null ? null : ciphertext(20));
    }

    /** A template that is a deletion and has a note: every optional field is there. */
    public static SecretDocument withEveryField(SecretDocument document) {
        return new SecretDocument(
                document.id(),
                document.name(),
                document.value(),
                document.environment(),
                document.createdAt(),
                document.updatedAt(),
                document.version(),
                document.updatedBy(),
                document.revision(),
                true,
                true,
                ciphertext(20));
    }

    /** The same at another place: its id is {@code id}. */
    public static SecretDocument withId(SecretDocument document, DocumentId id) {
        return new SecretDocument(
                id,
                document.name(),
                document.value(),
                document.environment(),
                document.createdAt(),
                document.updatedAt(),
                document.version(),
                document.updatedBy(),
                document.revision(),
                document.isTemplate(),
                document.isDeleted(),
                document.note());
    }

    /** The write that inserts {@code document}. */
    public static SecretWrite insert(SecretDocument document) {
        return new SecretWrite(document, null);
    }

    /** The write that puts {@code next} in the place of {@code current}, which goes into history. */
    public static SecretWrite update(SecretDocument current, SecretDocument next) {
        return new SecretWrite(next, former(current));
    }

    /** A new environment's document, with two keys. */
    public static EnvironmentDocument environment(String name) {
        return new EnvironmentDocument(
                EnvironmentName.parse(name), List.of(key("alice"), key("bob")), ciphertext(300), 1, CREATED, CREATED);
    }

    /** The revision that follows {@code document}, with one key more. */
    public static EnvironmentDocument next(EnvironmentDocument document) {
        List<KeyEntry> keys = new ArrayList<>(document.keys());
        keys.add(key("carol"));
        return new EnvironmentDocument(
                document.name(),
                keys,
                ciphertext(300),
                document.revision() + 1,
                document.createdAt(),
                document.updatedAt().plusMillis(7));
    }

    /** An id that no document has yet. */
    public static DocumentId documentId() {
        return DocumentId.create(CREATED, RANDOM);
    }

    /** Looks like an encrypted value of {@code bytes} bytes. */
    public static String ciphertext(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return StoredValue.encode(StoredValue.ENCRYPTED, random);
    }

    private static KeyEntry key(String label) {
        return new KeyEntry(
                "0011223344556677",
                label,
                "kist-pub-1-" + ciphertext(36).substring(3),
                CREATED.plusMillis(1),
                "älice@laptop, \"büro\"",
                StoredValue.WRAPPED + ciphertext(120).substring(3));
    }
}
