// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.InvalidInputException;
import dev.kist.NameList;
import dev.kist.Printable;
import dev.kist.internal.format.AssociatedData;
import dev.kist.internal.format.BeforeReleaseException;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.KeyEntry;
import dev.kist.spi.StoredValue;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What members seal into an environment's document, both ways: section "Sealed" of {@code docs/format.md}. A keyring is
 * wrapped for the public keys of the sealed list alone.
 */
final class EnvironmentSealing {
    /** What is left of the longest {@code sealed} without prefix, base64, and what encryption adds. */
    private static final int MAX_JSON =
            (EnvironmentDocument.MAX_SEALED_LENGTH - StoredValue.ENCRYPTED.length()) / 4 * 3 - DekCipher.OVERHEAD;

    private final KeyringWrapper wrapper;
    private final DekCipher cipher;
    private final SealedContent content;
    private final EnvironmentDocument document;

    private EnvironmentSealing(
            KeyringWrapper wrapper, DekCipher cipher, SealedContent content, EnvironmentDocument document) {
        this.wrapper = wrapper;
        this.cipher = cipher;
        this.content = content;
        this.document = document;
    }

    /**
     * A new environment.
     *
     * @throws dev.kist.KmsException if a key service has to be asked, and cannot be reached or refuses
     */
    static EnvironmentSealing first(EnvironmentName name, KeyringWrapper wrapper, SealedChange change, Author author) {
        return seal(name, null, wrapper, change, author);
    }

    /**
     * What is to replace {@code before}.
     *
     * @throws dev.kist.KmsException if a key service has to be asked, and cannot be reached or refuses
     * @throws InvalidInputException if there is more to seal than a document takes
     */
    static EnvironmentSealing after(
            EnvironmentDocument before, KeyringWrapper wrapper, SealedChange change, Author author) {
        return seal(before.name(), before, wrapper, change, author);
    }

    private static EnvironmentSealing seal(
            EnvironmentName name,
            @Nullable EnvironmentDocument before,
            KeyringWrapper wrapper,
            SealedChange change,
            Author author) {
        int revision = before == null ? 1 : before.nextRevision();
        List<KeyEntry> entries = new ArrayList<>();
        for (SealedKey key : change.content().keys()) {
            entries.add(new KeyEntry(
                    Recipient.idOf(key.publicKey()),
                    key.label(),
                    key.publicKey(),
                    key.createdAt(),
                    key.createdBy(),
                    wrapper.wrapFor(key.publicKey())));
        }
        Instant now = author.now();
        SealedContent content = change.at(now, author, wrapper.keyring()).within(MAX_JSON);
        byte[] json = content.toBytes();
        if (json.length > MAX_JSON) {
            throw new InvalidInputException(
                    "the keys of " + name + " with their labels are more than its document can hold",
                    "remove keys that are not needed any more");
        }
        DekCipher cipher = new DekCipher(wrapper.keyring());
        String sealed = cipher.encrypt(json, AssociatedData.ofSealed(name, revision));
        Instant createdAt = before == null ? now : before.createdAt();
        EnvironmentDocument document =
                new EnvironmentDocument(name, entries, sealed, revision, createdAt, now, change.next());
        return new EnvironmentSealing(wrapper, cipher, content, document);
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

    EnvironmentDocument document() {
        return document;
    }

    /**
     * What a member sealed into {@code document}.
     *
     * @throws DecryptionFailedException if it does not decrypt, is not by the active DEK, or differs from the list in clear
     *     or from the keyring
     * @throws FormatException if it was made before release 0.1.0
     */
    static SealedContent unseal(EnvironmentDocument document, Keyring keyring, DekCipher cipher) {
        OptionalInt dek = DekCipher.dekIdOf(document.sealed());
        if (dek.isEmpty() || dek.getAsInt() != keyring.activeDek()) {
            throw forged(document, "its sealed list of keys was not encrypted by its present keys");
        }
        SealedContent content;
        try {
            content = SealedContent.fromBytes(
                    cipher.decrypt(document.sealed(), AssociatedData.ofSealed(document.name(), document.revision())));
        } catch (GeneralSecurityException | UnknownDekException | IllegalArgumentException e) {
            throw forged(document, "its sealed list of keys " + DecryptionFailedException.DOES_NOT_DECRYPT);
        } catch (BeforeReleaseException e) {
            throw new FormatException(
                    document.name(),
                    "the environment " + document.name()
                            + " was made by a Kist from before release 0.1.0, which this one does not read",
                    "create it again: export its secrets with that Kist, delete the environment, create it, and import them");
        }
        requireSame(document, content);
        if (!content.retired().keySet().equals(keyring.retiredDeks())) {
            // The seal does not cover what is wrapped.
            throw forged(document, "what its keys open is of another time than its sealed list of keys");
        }
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
                    "its list of keys is not the one that a member sealed; differing: " + NameList.of(differing));
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
