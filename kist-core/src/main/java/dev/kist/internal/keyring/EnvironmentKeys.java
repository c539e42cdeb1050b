// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.keyring;

import dev.kist.InvalidInputException;
import dev.kist.Label;
import dev.kist.internal.format.EventKind;
import dev.kist.internal.format.JsonMembers;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an environment as members sealed them, and what can be made of the environment by changing them. Every
 * change gives the environment of the next revision, the keyring wrapped for each key of the sealed list; nothing is stored
 * by it. Immutable.
 *
 * <p>A change of the keyring has the service of each key that one keeps encrypt it, and fails with a
 * {@link KmsException} where that cannot be reached or refuses. Where the keyring stays, no such service is asked but
 * that of a key that is added.
 */
public final class EnvironmentKeys {
    private final OpenEnvironment open;
    private final EnvironmentDocument document;
    private final Keyring keyring;
    private final SealedContent sealed;
    private final KmsServices services;

    EnvironmentKeys(OpenEnvironment open, Keyring keyring, KmsServices services) {
        this.open = open;
        this.document = open.document();
        this.keyring = keyring;
        this.sealed = open.sealed();
        this.services = services;
    }

    /** The keys, in the order in which they were added. */
    public List<SealedKey> asList() {
        return sealed.keys();
    }

    /** Whether {@code key} opens the environment. */
    public boolean contains(Recipient key) {
        return find(key).isPresent();
    }

    /** What is sealed of {@code key}. */
    public Optional<SealedKey> find(Recipient key) {
        return sealed.keys().stream()
                .filter(sealedKey -> sealedKey.publicKey().equals(key.text()))
                .findFirst();
    }

    /** The keys that {@code text} names: a key id, a whole public key, or a label. */
    public List<SealedKey> named(String text) {
        return sealed.keys().stream()
                .filter(key -> key.publicKey().equals(text)
                        || key.label().equals(text)
                        || Recipient.idOf(key.publicKey()).equals(text))
                .toList();
    }

    /**
     * With one key more.
     *
     * @throws InvalidInputException if the key or the label is there already, there are 1,000 keys, or the keyring cannot be
     *     wrapped for the key
     */
    public OpenEnvironment with(Recipient key, Label label, Author author) {
        SealedKey added = new SealedKey(
                label.value(), key.text(), author.now(), author.actor().value());
        for (SealedKey other : sealed.keys()) {
            if (other.publicKey().equals(added.publicKey())) {
                throw new InvalidInputException(
                        "the key " + key.id() + " opens " + document.name() + " already, as " + other.label(),
                        "nothing is left to do; it keeps that label until it is removed and let in again");
            }
            if (other.label().equals(label.value())) {
                throw new InvalidInputException(
                        "the label " + label + " is taken in " + document.name() + ", by the key "
                                + Recipient.idOf(other.publicKey()),
                        "give the new key another label, such as " + label + "-2");
            }
        }
        if (sealed.keys().size() >= EnvironmentDocument.MAX_KEYS) {
            throw new InvalidInputException(
                    document.name() + " has " + EnvironmentDocument.MAX_KEYS + " keys, the most there can be",
                    "remove one that is not needed any more");
        }
        List<SealedKey> more = new ArrayList<>(sealed.keys());
        more.add(added);
        return write(
                keyring,
                new SealedChange(sealed.withKeys(more), document.next(), EventKind.KEY_ADDED, details(added)),
                author);
    }

    /** Without {@code key}: a new root and a new DEK, which the holder of {@code key} does not learn. */
    public OpenEnvironment without(Recipient key, Author author) {
        return without(key, keyring.withNewDek().withNewRoot(), author);
    }

    /** Without {@code key}, under the root that was made ahead: a new DEK, and the fingerprint that was told. */
    public OpenEnvironment without(Recipient key, PreparedKeyring prepared, Author author) {
        if (!prepared.isFor(key)) {
            throw new IllegalArgumentException("made for another's removal");
        }
        return without(key, keyring.withNewDek().withRootOf(prepared.keyring()), author);
    }

    /**
     * Without {@code key}, with a new DEK under the same root. The holder of {@code key} knows the root: with write access to
     * the database they can put back a document that has them in it, and no reader can tell.
     */
    public OpenEnvironment withoutKeepingRoot(Recipient key, Author author) {
        return without(key, keyring.withNewDek(), author);
    }

    private OpenEnvironment without(Recipient key, Keyring renewed, Author author) {
        List<SealedKey> remaining = remaining(key);
        JsonMembers details = details(find(key).orElseThrow())
                .with("dek", Integer.toUnsignedLong(renewed.activeDek()))
                .with("fingerprint", renewed.fingerprint(document.name()).hex());
        return write(
                renewed,
                new SealedChange(sealed.withKeys(remaining), List.of(), EventKind.KEY_REMOVED, details),
                author);
    }

    /** With a keyring made ahead for the removal of {@code leaving}, wrapped for the keys that stay. */
    public OpenEnvironment preparing(Recipient leaving, PreparedKeyring prepared, Author author) {
        List<String> staying =
                remaining(leaving).stream().map(SealedKey::publicKey).toList();
        JsonMembers details = details(find(leaving).orElseThrow())
                .with("fingerprint", prepared.fingerprint().hex());
        return write(
                keyring,
                new SealedChange(sealed, prepared.wrapFor(staying, services), EventKind.REMOVAL_PREPARED, details),
                author);
    }

    /** A keyring for the removal of {@code leaving}. */
    public PreparedKeyring prepare(Recipient leaving) {
        remaining(leaving);
        return PreparedKeyring.generate(document.name(), leaving);
    }

    /** Whether the keyring made ahead, if there is one, was switched to already. */
    public boolean isSpent(PreparedKeyring prepared) {
        return prepared.keyring().hasRootOf(keyring);
    }

    /** With a new DEK, which is active; the ones before are retired. */
    public OpenEnvironment withNewDek(Author author) {
        Keyring renewed = keyring.withNewDek();
        return write(
                renewed,
                unchanged(EventKind.ROTATED, JsonMembers.NONE.with("dek", Integer.toUnsignedLong(renewed.activeDek()))),
                author);
    }

    /** Without these retired DEKs. What is encrypted with one of them cannot be read again. */
    public OpenEnvironment withoutDeks(Set<Integer> dropped, Author author) {
        List<Long> ids = dropped.stream().map(Integer::toUnsignedLong).sorted().toList();
        return write(
                keyring.withoutDeks(dropped),
                unchanged(EventKind.DEK_DROPPED, JsonMembers.NONE.with("deks", ids)),
                author);
    }

    /** With {@code parent} as what it inherits from; null for no parent. */
    public OpenEnvironment inheriting(@Nullable Inheritance parent, Author author) {
        JsonMembers details = parent == null
                ? JsonMembers.NONE
                : JsonMembers.NONE.with("environment", parent.environment()).with("fingerprint", parent.fingerprint());
        return write(
                keyring,
                new SealedChange(sealed.withParent(parent), document.next(), EventKind.PARENT_SET, details),
                author);
    }

    /** With an event alone, of what is about to be done to the environment's secrets. */
    public OpenEnvironment withEvent(EventKind kind, JsonMembers details, Author author) {
        return write(keyring, unchanged(kind, details), author);
    }

    private SealedChange unchanged(EventKind kind, JsonMembers details) {
        return new SealedChange(sealed, document.next(), kind, details);
    }

    /** What events say of a key. */
    static JsonMembers details(SealedKey key) {
        return JsonMembers.NONE.with("label", key.label()).with("public_key", key.publicKey());
    }

    private List<SealedKey> remaining(Recipient leaving) {
        String text = leaving.text();
        List<SealedKey> remaining = sealed.keys().stream()
                .filter(key -> !key.publicKey().equals(text))
                .toList();
        if (remaining.size() == sealed.keys().size()) {
            throw new InvalidInputException(
                    "the key " + leaving.id() + " does not open " + document.name(), "nothing is left to do");
        }
        if (remaining.isEmpty()) {
            throw new InvalidInputException(
                    "the key " + leaving.id() + " is the only one of " + document.name()
                            + ": without it nobody could open the environment again",
                    "let another key in first, or delete the environment with all that is in it");
        }
        return remaining;
    }

    private OpenEnvironment write(Keyring with, SealedChange change, Author author) {
        KeyringWrapper wrapper = with == keyring
                ? KeyringWrapper.keeping(document, with, services)
                : KeyringWrapper.anew(document.name(), with, services);
        return OpenEnvironment.write(EnvironmentSealing.after(document, wrapper, change, author), open.isKnown());
    }
}
