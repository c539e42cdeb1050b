package dev.kist.internal.keyring;

import dev.kist.Actor;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.KmsException.Problem;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.Note;
import dev.kist.Secret;
import dev.kist.SecretValue;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.DocumentId;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.SecretDocument;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * An environment as one copy of its document has it, opened with a key: encrypts and decrypts its secrets. Immutable and
 * thread-safe. Opening checks the fingerprint and that the list of keys is the one that members sealed.
 */
public final class OpenEnvironment {
    static final String DOES_NOT_DECRYPT = "does not decrypt: the key is wrong or the stored bytes were changed";

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
    public static OpenEnvironment create(
            EnvironmentName name, Identities keys, Label label, Actor createdBy, Instant now) {
        Identity key = keys.asList().get(0);
        KeyringWrapper wrapper = KeyringWrapper.anew(name, Keyring.generate(), keys.services());
        SealedKey only = new SealedKey(label.value(), key.recipient().text(), now, createdBy.value());
        OpenEnvironment created = write(EnvironmentSealing.first(name, wrapper, only, now));
        if (key instanceof KmsIdentity kms
                && wrappedIn(created.document).unwrap(keys).isEmpty()) {
            throw new KmsException(kms.text(), Problem.ANSWER, "it does not decrypt what it encrypted", null);
        }
        return created;
    }

    /** A new environment with a new keyring that {@code key} alone opens. Nothing is stored by this. */
    public static OpenEnvironment create(
            EnvironmentName name, X25519Identity key, Label label, Actor createdBy, Instant now) {
        return create(name, Identities.of(List.of(key)), label, createdBy, now);
    }

    /** What a member makes of an environment: its document, wrapped for every key. */
    static OpenEnvironment write(EnvironmentSealing sealing) {
        EnvironmentDocument document = sealing.document();
        return new OpenEnvironment(
                document, sealing.keyring(), sealing.content(), sealing.cipher(), true, sealing.services());
    }

    private static Keyring unwrap(EnvironmentDocument document, Identities keys) {
        WrappedKeyring wrapped = wrappedIn(document);
        Optional<Keyring> keyring = wrapped.unwrap(keys);
        if (keyring.isPresent()) {
            return keyring.get();
        }
        if (wrapped.isFor(keys)) {
            throw new DecryptionFailedException("the keyring of " + document.name(), DOES_NOT_DECRYPT, null);
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
        return keyring.dekIds().headSet(keyring.activeDek());
    }

    /** Whether this has the DEK, number and bytes, that is active in {@code other}. */
    public boolean hasActiveDekOf(OpenEnvironment other) {
        int id = other.activeDek();
        return keyring.dek(id)
                .filter(dek -> MessageDigest.isEqual(dek, other.keyring.dek(id).orElseThrow()))
                .isPresent();
    }

    /** Its keys, and what can be made of the environment by changing them. */
    public EnvironmentKeys keys() {
        return new EnvironmentKeys(document, keyring, sealed, services);
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
    public SecretDocument encryptCurrent(Secret secret, DocumentId id, int revision) {
        return encrypt(secret, id, revision, true);
    }

    /** Encrypts {@code secret} as a former version, for history. */
    public SecretDocument encryptFormer(Secret secret, DocumentId id) {
        return encrypt(secret, id, 0, false);
    }

    private SecretDocument encrypt(Secret secret, DocumentId id, int revision, boolean isCurrent) {
        if (!secret.environment().equals(name())) {
            throw new IllegalArgumentException("a secret of another environment");
        }
        SecretDocument frame = new SecretDocument(
                id,
                secret.name(),
                "",
                secret.environment(),
                secret.createdAt(),
                secret.updatedAt(),
                secret.version(),
                secret.updatedBy(),
                revision,
                secret.isTemplate(),
                secret.isDeleted(),
                null);
        String value = cipher.encrypt(secret.value().text(), AssociatedData.ofValue(frame, isCurrent));
        String note = secret.note()
                .map(text -> cipher.encrypt(text.text(), AssociatedData.ofNote(frame, isCurrent)))
                .orElse(null);
        return frame.withCiphertexts(value, note);
    }

    /**
     * Decrypts the current version of a secret.
     *
     * @throws UnknownDekException if this copy of the environment does not have the DEK
     * @throws DecryptionFailedException if it is not authentic in this place
     */
    public Secret decryptCurrent(SecretDocument document) throws UnknownDekException {
        return decrypt(document, true);
    }

    /**
     * Decrypts a former version of a secret.
     *
     * @throws UnknownDekException if this copy of the environment does not have the DEK
     * @throws DecryptionFailedException if it is not authentic in this place
     */
    public Secret decryptFormer(SecretDocument document) throws UnknownDekException {
        return decrypt(document, false);
    }

    private Secret decrypt(SecretDocument stored, boolean isCurrent) throws UnknownDekException {
        try {
            if (!stored.environment().equals(name())) {
                throw new GeneralSecurityException("of another environment");
            }
            SecretValue value =
                    SecretValue.of(utf8(cipher.decrypt(stored.value(), AssociatedData.ofValue(stored, isCurrent))));
            @Nullable
            Note note = stored.note() == null
                    ? null
                    : Note.of(utf8(cipher.decrypt(stored.note(), AssociatedData.ofNote(stored, isCurrent))));
            return new Secret(
                    stored.environment(),
                    stored.name(),
                    new Secret.Content(value, note, kind(stored)),
                    stored.version(),
                    stored.createdAt(),
                    stored.updatedAt(),
                    stored.updatedBy());
        } catch (GeneralSecurityException | CharacterCodingException | InvalidInputException e) {
            // What decrypts and is no text, or no value, was not written by Kist either.
            throw new DecryptionFailedException(
                    (isCurrent ? "" : "version " + stored.version() + " of ") + "secret " + stored.name() + " of "
                            + name(),
                    DOES_NOT_DECRYPT,
                    "restore its document from a backup");
        }
    }

    private static Secret.Kind kind(SecretDocument stored) {
        if (stored.isDeleted()) {
            return Secret.Kind.DELETION;
        }
        return stored.isTemplate() ? Secret.Kind.TEMPLATE : Secret.Kind.LITERAL;
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
