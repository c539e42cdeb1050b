package dev.kist.internal.keyring;

import dev.kist.Actor;
import dev.kist.InvalidInputException;
import dev.kist.KmsException;
import dev.kist.Label;
import dev.kist.internal.format.SealedContent;
import dev.kist.internal.format.SealedContent.Inheritance;
import dev.kist.internal.format.SealedContent.SealedKey;
import dev.kist.internal.kms.KmsServices;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.PreparedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final EnvironmentDocument document;
    private final Keyring keyring;
    private final SealedContent sealed;
    private final KmsServices services;

    EnvironmentKeys(EnvironmentDocument document, Keyring keyring, SealedContent sealed, KmsServices services) {
        this.document = document;
        this.keyring = keyring;
        this.sealed = sealed;
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
    public OpenEnvironment with(Recipient key, Label label, Actor by, Instant now) {
        String text = key.text();
        for (SealedKey other : sealed.keys()) {
            if (other.publicKey().equals(text)) {
                throw new InvalidInputException(
                        "the key " + key.id() + " opens " + document.name() + " already, as " + other.label(), null);
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
        more.add(new SealedKey(label.value(), text, now, by.value()));
        return write(keyring, more, document.next(), now);
    }

    /** Without {@code key}: a new root and a new DEK, which the holder of {@code key} does not learn. */
    public OpenEnvironment without(Recipient key, Instant now) {
        return write(keyring.withNewDek().withNewRoot(), remaining(key), List.of(), now);
    }

    /** Without {@code key}, under the root that was made ahead: a new DEK, and the fingerprint that was told. */
    public OpenEnvironment without(Recipient key, PreparedKeyring prepared, Instant now) {
        if (!prepared.isFor(key)) {
            throw new IllegalArgumentException("made for another's removal");
        }
        return write(keyring.withNewDek().withRootOf(prepared.keyring()), remaining(key), List.of(), now);
    }

    /**
     * Without {@code key}, with a new DEK under the same root. The holder of {@code key} knows the root: with write access to
     * the database they can put back a document that has them in it, and no reader can tell.
     */
    public OpenEnvironment withoutKeepingRoot(Recipient key, Instant now) {
        return write(keyring.withNewDek(), remaining(key), List.of(), now);
    }

    /** With a keyring made ahead for the removal of {@code leaving}, wrapped for the keys that stay. */
    public OpenEnvironment preparing(Recipient leaving, PreparedKeyring prepared, Instant now) {
        List<String> staying =
                remaining(leaving).stream().map(SealedKey::publicKey).toList();
        return write(keyring, sealed.keys(), prepared.wrapFor(staying, services), now);
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
    public OpenEnvironment withNewDek(Instant now) {
        return write(keyring.withNewDek(), sealed.keys(), document.next(), now);
    }

    /** With the active DEK alone. What is encrypted with another one cannot be read again. */
    public OpenEnvironment withoutRetiredDeks(Instant now) {
        return write(keyring.withoutRetiredDeks(), sealed.keys(), document.next(), now);
    }

    /** With {@code parent} as what it inherits from. */
    public OpenEnvironment inheriting(Inheritance parent, Instant now) {
        return write(keyring, new SealedContent(sealed.keys(), parent), document.next(), now);
    }

    private List<SealedKey> remaining(Recipient leaving) {
        String text = leaving.text();
        List<SealedKey> remaining = sealed.keys().stream()
                .filter(key -> !key.publicKey().equals(text))
                .toList();
        if (remaining.size() == sealed.keys().size()) {
            throw new InvalidInputException("the key " + leaving.id() + " does not open " + document.name(), null);
        }
        if (remaining.isEmpty()) {
            throw new InvalidInputException(
                    "the key " + leaving.id() + " is the only one of " + document.name()
                            + ": without it nobody could open the environment again",
                    "add another key first, or remove the environment with all that is in it");
        }
        return remaining;
    }

    private OpenEnvironment write(Keyring with, List<SealedKey> keys, List<PreparedEntry> next, Instant now) {
        return write(with, new SealedContent(keys, sealed.inherits()), next, now);
    }

    private OpenEnvironment write(Keyring with, SealedContent content, List<PreparedEntry> next, Instant now) {
        KeyringWrapper wrapper = with == keyring
                ? KeyringWrapper.keeping(document, with, services)
                : KeyringWrapper.anew(document.name(), with, services);
        return OpenEnvironment.write(EnvironmentSealing.after(document, wrapper, content, next, now));
    }
}
