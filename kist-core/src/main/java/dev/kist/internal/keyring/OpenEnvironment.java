// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.Secret;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentId;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.StoredVersion;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;

/**
 * An environment as one copy of its document has it, opened with a key: encrypts and decrypts its secrets. Immutable and
 * thread-safe. Opening checks the fingerprint and that the list of keys is the one that members sealed.
 */
public final class OpenEnvironment {
    private final EnvironmentDocument document;
    private final Keyring keyring;
    private final SealedContent sealed;
    private final DekCipher cipher;
    private final Fingerprint fingerprint;
    private final boolean isKnown;
    private final KmsServices services;

    private OpenEnvironment(
            EnvironmentDocument document,
            Keyring keyring,
            SealedContent sealed,
            DekCipher cipher,
            boolean isKnown,
            KmsServices services) {
        this.document = document;
        this.keyring = keyring;
        this.sealed = sealed;
        this.cipher = cipher;
        this.fingerprint = keyring.fingerprint(document.name());
        this.isKnown = isKnown;
        this.services = services;
    }

    /**
     * Opens {@code document} with the first of {@code keys} that it is wrapped for; key services are asked where no secret
     * key does.
     *
     * @throws NoKeyException if it is wrapped for none of them
     * @throws FingerprintException if {@code known} refuses its keyring
     * @throws DecryptionFailedException if what is wrapped does not unwrap, or the list of keys is not the sealed one
     * @throws KmsException if it opens for a key in a service alone that cannot be reached or refuses
     */
    public static OpenEnvironment open(EnvironmentDocument document, Identities keys, KnownFingerprints known) {
        EnvironmentName name = document.name();
        Keyring keyring = unwrap(document, keys);
        boolean isKnown = known.check(name, keyring.fingerprint(name));
        DekCipher cipher = new DekCipher(keyring);
        SealedContent sealed = EnvironmentSealing.unseal(document, keyring, cipher);
        return new OpenEnvironment(document, keyring, sealed, cipher, isKnown, keys.services());
    }

    /**
     * A new environment with a new keyring that the first of {@code keys} alone opens. Nothing is stored by this.
     *
     * @throws KmsException if a service keeps that key and cannot be reached, or does not let it encrypt and decrypt
     */
    public static OpenEnvironment create(EnvironmentName name, Identities keys, Label label, Author author) {
        Identity key = keys.asList().get(0);
        Keyring keyring = Keyring.generate();
        KeyringWrapper wrapper = KeyringWrapper.first(name, keyring, keys.services());
        SealedKey only = new SealedKey(
                label.value(),
                key.recipient().text(),
                author.now(),
                author.actor().value());
        SealedChange change = new SealedChange(
                SealedContent.first(only),
                List.of(),
                EventKind.CREATED,
                EnvironmentKeys.details(only)
                        .with("fingerprint", keyring.fingerprint(name).hex()));
        OpenEnvironment created = write(EnvironmentSealing.first(name, wrapper, change, author), true);
        if (key instanceof KmsIdentity kms
                && wrappedIn(created.document).unwrap(keys).isEmpty()) {
            throw new KmsException(kms.text(), Problem.ANSWER, "it does not decrypt what it encrypted", null);
        }
        return created;
    }

    /** A new environment with a new keyring that {@code key} alone opens. Nothing is stored by this. */
    public static OpenEnvironment create(EnvironmentName name, X25519Identity key, Label label, Author author) {
        return create(name, Identities.of(List.of(key)), label, author);
    }

    /** What a member makes of an environment: its document, wrapped for every key. */
    static OpenEnvironment write(EnvironmentSealing sealing, boolean isKnown) {
        return new OpenEnvironment(
                sealing.document(),
                sealing.keyring(),
                sealing.content(),
                sealing.cipher(),
                isKnown,
                sealing.services());
    }

    private static Keyring unwrap(EnvironmentDocument document, Identities keys) {
        WrappedKeyring wrapped = wrappedIn(document);
        Optional<Keyring> keyring = wrapped.unwrap(keys);
        if (keyring.isPresent()) {
            return keyring.get();
        }
        if (wrapped.isFor(keys)) {
            throw new DecryptionFailedException(
                    "the environment " + document.name(),
                    DecryptionFailedException.DOES_NOT_DECRYPT,
                    "restore its document from a backup of the collection that ends in .environments");
        }
        throw new NoKeyException(
                document.name(),
                keys.tried(),
                document.keys().stream()
                        .map(KeyEntry::label)
                        .filter(OpenEnvironment::isLabel)
                        .toList());
    }

    private static WrappedKeyring wrappedIn(EnvironmentDocument document) {
        return new WrappedKeyring(
                document.name(),
                document.keys().stream()
                        .map(entry -> new WrappedKeyring.Copy(entry.publicKey(), entry.wrapped()))
                        .toList());
    }

    private static boolean isLabel(String text) {
        try {
            return !new Label(text).value().isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The environment's name. */
    public EnvironmentName name() {
        return document.name();
    }

    /** The document that was opened. */
    public EnvironmentDocument document() {
        return document;
    }

    /** The keys that open it and what it inherits from, as members sealed it. */
    public SealedContent sealed() {
        return sealed;
    }

    /** The fingerprint of its keyring. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Whether the fingerprint was known before; false means that the keyring was taken as it was found. */
    public boolean isKnown() {
        return isKnown;
    }

    /** The number of the active DEK, unsigned. */
    public int activeDek() {
        return keyring.activeDek();
    }

    /** The numbers of the DEKs that were active before and are still in the keyring, ascending. */
    public SortedSet<Integer> retiredDeks() {
        return keyring.retiredDeks();
    }

    /** Whether this has the DEK, number and bytes, that is active in {@code other}. */
    public boolean hasActiveDekOf(OpenEnvironment other) {
        int id = other.activeDek();
        return keyring.dek(id)
                .filter(dek -> MessageDigest.isEqual(dek, other.keyring.dek(id).orElseThrow()))
                .isPresent();
    }

    /** Whether the same DEK, number and bytes, is active in both. */
    public boolean hasActiveDekInCommonWith(OpenEnvironment other) {
        return activeDek() == other.activeDek() && hasActiveDekOf(other);
    }

    /** The DEKs, by their unsigned numbers, that value and note of {@code stored} name, but for the active one. */
    public Set<Integer> retiredDeksOf(SecretDocument stored) {
        Set<Integer> deks = new HashSet<>();
        DekCipher.dekIdOf(stored.value()).ifPresent(deks::add);
        if (stored.note() != null) {
            DekCipher.dekIdOf(stored.note()).ifPresent(deks::add);
        }
        deks.remove(activeDek());
        return deks;
    }

    /**
     * The retired DEKs, by their unsigned numbers, by which the value of {@code stored}, or its note, decrypts in its place;
     * whichever of the two does not, and whatever its plaintext is.
     */
    public Set<Integer> retiredDeksThatDecrypt(SecretDocument stored) {
        Set<Integer> deks = cipher.deksThatDecrypt(stored);
        deks.remove(activeDek());
        return deks;
    }

    /** Its keys, and what can be made of the environment by changing them. */
    public EnvironmentKeys keys() {
        return new EnvironmentKeys(this, keyring, services);
    }

    /** Whether value and note of {@code stored} are encrypted with the active DEK. */
    public boolean isByActiveDek(SecretDocument stored) {
        return isByActiveDek(stored.value()) && (stored.note() == null || isByActiveDek(stored.note()));
    }

    private boolean isByActiveDek(String text) {
        OptionalInt dek = DekCipher.dekIdOf(text);
        return dek.isPresent() && dek.getAsInt() == keyring.activeDek();
    }

    /** Encrypts {@code secret} as the current version of the document {@code id}. */
    public CurrentDocument encryptCurrent(Secret secret, DocumentId id, int revision) {
        CurrentDocument frame = new CurrentDocument(id, frame(secret), revision);
        return frame.with(encrypted(frame, SecretContent.of(secret)));
    }

    /** Encrypts {@code secret} as a former version, for history. */
    public FormerDocument encryptFormer(Secret secret, DocumentId id) {
        FormerDocument frame = new FormerDocument(id, frame(secret));
        return frame.with(encrypted(frame, SecretContent.of(secret)));
    }

    /**
     * The current document of a secret, encrypted again with the active DEK, of the next revision.
     *
     * @throws UnknownDekException if this copy of the environment does not have the DEK
     * @throws DecryptionFailedException if it is not authentic in this place
     * @throws dev.kist.FormatException if there is no next revision
     */
    public CurrentDocument encryptAgain(CurrentDocument document) throws UnknownDekException {
        StoredVersion again = encrypted(document, opened(document).content());
        return new CurrentDocument(document.id(), again, document.nextRevision());
    }

    /**
     * A former version, encrypted again with the active DEK.
     *
     * @throws UnknownDekException if this copy of the environment does not have the DEK
     * @throws DecryptionFailedException if it is not authentic in this place
     */
    public FormerDocument encryptAgain(FormerDocument document) throws UnknownDekException {
        return document.with(encrypted(document, opened(document).content()));
    }

    /** The record of a version, not encrypted yet. */
    private StoredVersion frame(Secret secret) {
        if (!secret.environment().equals(name())) {
            throw new IllegalArgumentException("a secret of another environment");
        }
        return new StoredVersion(
                secret.name(),
                "",
                secret.environment(),
                secret.createdAt(),
                secret.updatedAt(),
                secret.version(),
                secret.updatedBy(),
                SecretContent.flags(secret.content().kind()),
                secret.note().map(note -> "").orElse(null));
    }

    private StoredVersion encrypted(SecretDocument place, SecretContent content) {
        byte[] note = content.note();
        return place.stored()
                .withCiphertexts(
                        cipher.encrypt(content.value(), AssociatedData.ofValue(place)),
                        note == null ? null : cipher.encrypt(note, AssociatedData.ofNote(place)));
    }

    /**
     * Decrypts a version of a secret, as the current one or as a former one.
     *
     * @throws UnknownDekException if this copy of the environment does not have the DEK
     * @throws DecryptionFailedException if it is not authentic in this place
     */
    public Secret decrypt(SecretDocument document) throws UnknownDekException {
        // The same objects where they are equal: there can be many secrets.
        Instant createdAt = document.createdAt();
        return new Secret(
                name(),
                document.name(),
                opened(document).read(),
                document.version(),
                createdAt,
                createdAt.equals(document.updatedAt()) ? createdAt : document.updatedAt(),
                document.updatedBy());
    }

    /** What a document holds, authentic and of the form that its flags say: as bytes, and as it reads. */
    private record Opened(SecretContent content, Secret.Content read) {}

    private Opened opened(SecretDocument document) throws UnknownDekException {
        try {
            if (!document.environment().equals(name())) {
                throw new GeneralSecurityException("of another environment");
            }
            byte[] value = cipher.decrypt(document.value(), AssociatedData.ofValue(document));
            String note = document.note();
            SecretContent content = new SecretContent(
                    value, note == null ? null : cipher.decrypt(note, AssociatedData.ofNote(document)));
            return new Opened(content, content.read(document.flags()));
        } catch (GeneralSecurityException | InvalidInputException e) {
            // What decrypts and is no text, or no value, was not written by Kist either.
            throw new DecryptionFailedException(
                    (document instanceof FormerDocument ? "version " + document.version() + " of " : "") + "secret "
                            + document.name() + " of " + name(),
                    DecryptionFailedException.DOES_NOT_DECRYPT,
                    DecryptionFailedException.RESTORE);
        }
    }
}
