package dev.kist.keyring;

import dev.kist.format.AssociatedData;
import dev.kist.format.DocumentId;
import dev.kist.format.EnvironmentDocument;
import dev.kist.format.KeyEntry;
import dev.kist.format.SealedContent;
import dev.kist.format.SealedContent.SealedKey;
import dev.kist.format.SecretDocument;
import dev.kist.secret.Actor;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.InvalidInputException;
import dev.kist.secret.Label;
import dev.kist.secret.Note;
import dev.kist.secret.Printable;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An environment as one copy of its document has it, opened with a key: encrypts and decrypts its secrets. Immutable and
 * thread-safe. Opening checks the fingerprint and that the list of keys is the one that members sealed.
 */
public final class OpenEnvironment {
    private static final String DOES_NOT_DECRYPT =
            "does not decrypt: the key is wrong or the stored bytes were changed";

    private final EnvironmentDocument document;
    private final Keyring keyring;
    private final SealedContent sealed;
    private final DekCipher cipher;
    private final Fingerprint fingerprint;
    private final boolean isKnown;

    private OpenEnvironment(
            EnvironmentDocument document, Keyring keyring, SealedContent sealed, DekCipher cipher, boolean isKnown) {
        this.document = document;
        this.keyring = keyring;
        this.sealed = sealed;
        this.cipher = cipher;
        this.fingerprint = keyring.fingerprint(document.name());
        this.isKnown = isKnown;
    }

    /**
     * Opens {@code document} with the first of {@code keys} that it is wrapped for.
     *
     * @throws NoKeyException if it is wrapped for none of them
     * @throws FingerprintException if {@code known} refuses its keyring
     * @throws DecryptionFailedException if what is wrapped does not unwrap, or the list of keys is not the sealed one
     */
    public static OpenEnvironment open(EnvironmentDocument document, SecretKeys keys, KnownFingerprints known) {
        EnvironmentName name = document.name();
        Keyring keyring = unwrap(document, keys);
        boolean isKnown = known.check(name, keyring.fingerprint(name));
        DekCipher cipher = new DekCipher(keyring);
        SealedContent sealed = unseal(document, keyring, cipher);
        requireSealedKeys(document, sealed);
        return new OpenEnvironment(document, keyring, sealed, cipher, isKnown);
    }

    /** A new environment with a new keyring that {@code key} alone opens. Nothing is stored by this. */
    public static OpenEnvironment create(
            EnvironmentName name, SecretKey key, Label label, Actor createdBy, Instant now) {
        Keyring keyring = Keyring.generate();
        SealedKey only = new SealedKey(label.value(), key.publicKey().text(), now, createdBy.value());
        return write(name, keyring, new SealedContent(List.of(only), null), 1, now, now);
    }

    /** The document and keyring for {@code content}, every key wrapped anew. */
    static OpenEnvironment write(
            EnvironmentName name,
            Keyring keyring,
            SealedContent content,
            int revision,
            Instant createdAt,
            Instant updatedAt) {
        DekCipher cipher = new DekCipher(keyring);
        List<KeyEntry> entries = new ArrayList<>();
        for (SealedKey key : content.keys()) {
            PublicKey publicKey = PublicKey.parse(key.publicKey());
            entries.add(new KeyEntry(
                    publicKey.id(),
                    key.label(),
                    key.publicKey(),
                    key.createdAt(),
                    key.createdBy(),
                    KeyringWrapping.wrap(keyring, publicKey, name)));
        }
        String sealed = cipher.encrypt(content.toBytes(), AssociatedData.ofSealed(name, revision));
        EnvironmentDocument document = new EnvironmentDocument(name, entries, sealed, revision, createdAt, updatedAt);
        return new OpenEnvironment(document, keyring, content, cipher, true);
    }

    private static Keyring unwrap(EnvironmentDocument document, SecretKeys keys) {
        boolean isListed = false;
        for (SecretKey key : keys.asList()) {
            String publicKey = key.publicKey().text();
            for (KeyEntry entry : document.keys()) {
                if (entry.publicKey().equals(publicKey)) {
                    isListed = true;
                    Optional<Keyring> keyring = KeyringWrapping.unwrap(entry.wrapped(), key, document.name());
                    if (keyring.isPresent()) {
                        return keyring.get();
                    }
                }
            }
        }
        if (isListed) {
            throw new DecryptionFailedException("the keyring of " + document.name(), DOES_NOT_DECRYPT, null);
        }
        throw new NoKeyException(
                document.name(),
                keys,
                document.keys().stream()
                        .map(KeyEntry::label)
                        .filter(OpenEnvironment::isLabel)
                        .toList());
    }

    private static boolean isLabel(String text) {
        try {
            return !new Label(text).value().isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static SealedContent unseal(EnvironmentDocument document, Keyring keyring, DekCipher cipher) {
        OptionalInt dek = DekCipher.dekIdOf(document.sealed());
        if (dek.isEmpty() || dek.getAsInt() != keyring.activeDek()) {
            throw forged(document, "its sealed list of keys is not by the active DEK");
        }
        try {
            return SealedContent.fromBytes(
                    cipher.decrypt(document.sealed(), AssociatedData.ofSealed(document.name(), document.revision())));
        } catch (GeneralSecurityException | UnknownDekException | IllegalArgumentException e) {
            throw forged(document, "its sealed list of keys " + DOES_NOT_DECRYPT);
        }
    }

    private static void requireSealedKeys(EnvironmentDocument document, SealedContent sealed) {
        List<String> differing = new ArrayList<>();
        int most = Math.max(document.keys().size(), sealed.keys().size());
        for (int i = 0; i < most; i++) {
            @Nullable
            KeyEntry entry = i < document.keys().size() ? document.keys().get(i) : null;
            @Nullable SealedKey key = i < sealed.keys().size() ? sealed.keys().get(i) : null;
            if (entry == null || key == null || !key.matches(entry) || !idMatches(entry)) {
                String shown = entry != null
                        ? entry.keyId()
                        : Objects.requireNonNull(key).label();
                differing.add(Printable.quote(shown));
            }
        }
        if (!differing.isEmpty()) {
            throw forged(
                    document,
                    "its list of keys is not the one that a member sealed; differing: " + String.join(", ", differing));
        }
    }

    private static boolean idMatches(KeyEntry entry) {
        return PublicKey.idOf(entry.publicKey()).equals(entry.keyId());
    }

    private static DecryptionFailedException forged(EnvironmentDocument document, String why) {
        return new DecryptionFailedException(
                "the environment " + document.name(),
                "is not opened: " + why,
                "someone with write access changed it; restore its document from a backup of the collection that ends"
                        + " in .environments");
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
                    new Secret.Content(value, note, stored.isTemplate(), stored.isDeleted()),
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
                    null);
        }
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
