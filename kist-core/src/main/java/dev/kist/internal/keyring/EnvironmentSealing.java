package dev.kist.internal.keyring;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.Printable;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.PreparedEntry;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The sealed list of keys, both ways: section "Sealed" of {@code docs/format.md}. A keyring is wrapped for the public keys
 * of the sealed list alone.
 */
final class EnvironmentSealing {
    private final EnvironmentName name;
    private final KeyringWrapper wrapper;
    private final SealedContent content;
    private final int revision;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final List<PreparedEntry> next;
    private final DekCipher cipher;

    private EnvironmentSealing(
            EnvironmentName name,
            KeyringWrapper wrapper,
            SealedContent content,
            int revision,
            Instant createdAt,
            Instant updatedAt,
            List<PreparedEntry> next) {
        this.name = name;
        this.wrapper = wrapper;
        this.content = content;
        this.revision = revision;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.next = next;
        this.cipher = new DekCipher(wrapper.keyring());
    }

    /** A new environment that one key opens. */
    static EnvironmentSealing first(EnvironmentName name, KeyringWrapper wrapper, SealedKey only, Instant now) {
        return new EnvironmentSealing(name, wrapper, new SealedContent(List.of(only), null), 1, now, now, List.of());
    }

    /** What is to replace {@code before}. */
    static EnvironmentSealing after(
            EnvironmentDocument before,
            KeyringWrapper wrapper,
            SealedContent content,
            List<PreparedEntry> next,
            Instant now) {
        Instant atLeast = before.updatedAt().plusMillis(1);
        return new EnvironmentSealing(
                before.name(),
                wrapper,
                content,
                Math.addExact(before.revision(), 1),
                before.createdAt(),
                now.isBefore(atLeast) ? atLeast : now,
                next);
    }

    Keyring keyring() {
        return wrapper.keyring();
    }

    KmsServices services() {
        return wrapper.services();
    }

    SealedContent content() {
        return content;
    }

    DekCipher cipher() {
        return cipher;
    }

    /**
     * The document, the keyring wrapped for every key.
     *
     * @throws KmsException if a key service has to be asked, and cannot be reached or refuses
     */
    EnvironmentDocument document() {
        List<KeyEntry> entries = new ArrayList<>();
        for (SealedKey key : content.keys()) {
            entries.add(new KeyEntry(
                    Recipient.idOf(key.publicKey()),
                    key.label(),
                    key.publicKey(),
                    key.createdAt(),
                    key.createdBy(),
                    wrapper.wrapFor(key.publicKey())));
        }
        String sealed = cipher.encrypt(content.toBytes(), AssociatedData.ofSealed(name, revision));
        return new EnvironmentDocument(name, entries, sealed, revision, createdAt, updatedAt, next);
    }

    /**
     * The list that a member sealed into {@code document}.
     *
     * @throws DecryptionFailedException if it does not decrypt, is not by the active DEK, or differs from the list in clear
     */
    static SealedContent unseal(EnvironmentDocument document, Keyring keyring, DekCipher cipher) {
        OptionalInt dek = DekCipher.dekIdOf(document.sealed());
        if (dek.isEmpty() || dek.getAsInt() != keyring.activeDek()) {
            throw forged(document, "its sealed list of keys is not by the active DEK");
        }
        SealedContent content;
        try {
            content = SealedContent.fromBytes(
                    cipher.decrypt(document.sealed(), AssociatedData.ofSealed(document.name(), document.revision())));
        } catch (GeneralSecurityException | UnknownDekException | IllegalArgumentException e) {
            throw forged(document, "its sealed list of keys " + OpenEnvironment.DOES_NOT_DECRYPT);
        }
        requireSame(document, content);
        return content;
    }

    private static void requireSame(EnvironmentDocument document, SealedContent sealed) {
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
        try {
            return Recipient.idOf(entry.publicKey()).equals(entry.keyId());
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private static DecryptionFailedException forged(EnvironmentDocument document, String why) {
        return new DecryptionFailedException(
                "the environment " + document.name(),
                "is not opened: " + why,
                "someone with write access changed it; restore its document from a backup of the collection that ends"
                        + " in .environments");
    }
}
