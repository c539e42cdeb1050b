package dev.kist.spi;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.SecretName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Documents as Kist stores them, with random bytes in the place of ciphertexts: a store never looks into them. */
public final class StoredSamples {
    /** The environment of {@link #secret(String)}. */
    public static final EnvironmentName ENVIRONMENT = EnvironmentName.parse("development");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");

    private StoredSamples() {}

    /** Version 1 of a secret in {@link #ENVIRONMENT}. */
    public static CurrentDocument secret(String name) {
        return secret(ENVIRONMENT, name);
    }

    /** Version 1 of a secret, in revision 1. */
    public static CurrentDocument secret(EnvironmentName environment, String name) {
        return new CurrentDocument(
                documentId(),
                new StoredVersion(
                        SecretName.parse(name),
                        ciphertext(40),
                        environment,
                        CREATED,
                        CREATED,
                        1,
                        Actor.parse("alice@laptop"),
                        Set.of(),
                        null),
                1);
    }

    /** The version and revision that follow {@code current}, by another actor. */
    public static CurrentDocument next(CurrentDocument current) {
        return new CurrentDocument(
                current.id(),
                new StoredVersion(
                        current.name(),
                        ciphertext(40),
                        current.environment(),
                        current.createdAt(),
                        current.updatedAt().plusMillis(1),
                        current.version() + 1,
                        Actor.parse("bob@desktop"),
                        current.flags(),
                        current.note()),
                current.revision() + 1);
    }

    /** The document of {@code current}'s version for history: an id of its own, other ciphertexts, no revision. */
    public static FormerDocument former(CurrentDocument current) {
        return new FormerDocument(
                documentId(),
                new StoredVersion(
                        current.name(),
                        ciphertext(40),
                        current.environment(),
                        current.createdAt(),
                        current.updatedAt(),
                        current.version(),
                        current.updatedBy(),
                        current.flags(),
                        current.note() == null ? null : ciphertext(20)));
    }

    /** A binary template that is a deletion and has a note: every optional field is there. */
    public static CurrentDocument withEveryField(CurrentDocument document) {
        StoredVersion stored = document.stored();
        return document.with(new StoredVersion(
                stored.name(),
                stored.value(),
                stored.environment(),
                stored.createdAt(),
                stored.updatedAt(),
                stored.version(),
                stored.updatedBy(),
                Set.of(StoredFlag.values()),
                ciphertext(20)));
    }

    /** The same at another place: its id is {@code id}. */
    public static CurrentDocument withId(CurrentDocument document, DocumentId id) {
        return new CurrentDocument(id, document.stored(), document.revision());
    }

    /** The same at another place: its id is {@code id}. */
    public static FormerDocument withId(FormerDocument document, DocumentId id) {
        return new FormerDocument(id, document.stored());
    }

    /** The write that inserts {@code document}. */
    public static SecretWrite insert(CurrentDocument document) {
        return new SecretWrite(document, null);
    }

    /** The write that puts {@code next} in the place of {@code current}, which goes into history. */
    public static SecretWrite update(CurrentDocument current, CurrentDocument next) {
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
