// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.environment;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.Fingerprint;
import dev.kist.FingerprintException;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.NotFoundException;
import dev.kist.OlderCopyException;
import dev.kist.OlderCopyException.Copy;
import dev.kist.Suggestions;
import dev.kist.UncertainWriteException;
import dev.kist.internal.environment.EnvironmentCopy.Sent;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.protocol.DocumentCount;
import dev.kist.internal.protocol.Settling;
import dev.kist.internal.trust.Memory;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The environments of one store, opened and created with the keys at hand. Thread-safe. */
public final class Environments {
    private final SecretStore store;
    private final KeysAtHand keys;
    private final Memory memory;
    private final FingerprintsAtHand known;
    private final LocalClocks clocks;
    private final Map<EnvironmentName, EnvironmentCopy> copies = new ConcurrentHashMap<>();

    /** The environments of {@code store}, of which nothing is remembered. */
    public Environments(SecretStore store, Identities keys, KnownFingerprints known) {
        this(store, keys, known, LocalClocks.SYSTEM);
    }

    /** As on a machine with these clocks. */
    public Environments(SecretStore store, Identities keys, KnownFingerprints known, LocalClocks clocks) {
        this(store, KeysAtHand.of(keys), FingerprintsAtHand.of(known), Memory.none(), clocks);
    }

    /** The environments of {@code store}. */
    public Environments(SecretStore store, KeysAtHand keys, FingerprintsAtHand known, Memory memory) {
        this(store, keys, known, memory, LocalClocks.SYSTEM);
    }

    private Environments(
            SecretStore store, KeysAtHand keys, FingerprintsAtHand known, Memory memory, LocalClocks clocks) {
        this.store = store;
        this.keys = keys;
        this.known = known;
        this.memory = memory;
        this.clocks = clocks;
    }

    /** The store whose environments these are. */
    public SecretStore store() {
        return store;
    }

    /** The keys at hand. */
    public Identities keys() {
        return keys.now();
    }

    /** The keys at hand; where there is none, those that are fetched on demand. */
    public Identities anyKeys() {
        return keys.any();
    }

    /** What was seen of these environments. */
    public Memory memory() {
        return memory;
    }

    /** The fingerprints that are known, those of changes made through this included. */
    public KnownFingerprints known() {
        return known.now();
    }

    /** The names of all environments, ascending. Needs no key. */
    public List<EnvironmentName> names() {
        return store.environmentNames();
    }

    /**
     * Reads the environment's document and opens it; empty if it has none. A document that was written through this is open
     * until it is changed, even where it shut out the keys at hand.
     *
     * @throws NoKeyException if none of the keys at hand opens it
     * @throws KistException with reason {@code NOT_READABLE} if its fingerprint is another or its document was forged
     */
    public Optional<OpenEnvironment> find(EnvironmentName name, Freshness freshness) {
        Sent sent = sending();
        Optional<OpenEnvironment> found = findDocument(name, freshness).map(this::open);
        Optional<OlderCopyException> older = found.flatMap(this::recognize);
        Optional<Copy> seen = Optional.empty();
        while (older.isPresent() && !older.map(OlderCopyException::seen).equals(seen)) {
            // A secondary may be behind, or another writer was faster and what it wrote is known here since. What the
            // primary has after that is what is there.
            seen = older.map(OlderCopyException::seen);
            found = findDocument(name, Freshness.PRIMARY).map(this::open);
            older = found.flatMap(this::recognize);
        }
        if (older.isPresent() && !memory.isOlderAccepted()) {
            throw older.get();
        }
        if (older.isPresent()) {
            found.ifPresent(open ->
                    memory.accept(name, open.fingerprint(), open.document().revision()));
        }
        // What a secondary has may be older than any writer's copy.
        return freshness == Freshness.PRIMARY ? found.map(open -> remember(open, sent)) : found;
    }

    /**
     * Opens a copy of an environment as it is, without a look at what was seen of it before: to tell what it is. Nothing may be
     * written with it.
     *
     * @throws KistException as {@link #find}
     */
    public OpenEnvironment look(EnvironmentDocument document) {
        return unwrap(document, known());
    }

    /**
     * Opens the environment whatever its fingerprint is, to show a person what it claims to be.
     *
     * @throws NotFoundException if the environment does not exist
     */
    public OpenEnvironment openAsFound(EnvironmentName name) {
        return findDocument(name, Freshness.PREFER_PRIMARY)
                .map(document -> unwrap(document, KnownFingerprints.none()))
                .orElseThrow(() -> notFound(name));
    }

    private Optional<EnvironmentDocument> findDocument(EnvironmentName name, Freshness freshness) {
        Optional<EnvironmentDocument> document = store.findEnvironment(name, freshness);
        if (document.isEmpty()) {
            Optional<DecryptionFailedException> trace = traceOf(name);
            // Another writer may have created it since: its document was there before its first secret.
            document = trace.isEmpty() ? document : store.findEnvironment(name, Freshness.PRIMARY);
            if (document.isEmpty() && trace.isPresent()) {
                throw trace.get();
            }
        }
        return document;
    }

    private Optional<OlderCopyException> recognize(OpenEnvironment open) {
        return recognize(open, known().isOnlyOne(open.name(), open.fingerprint()));
    }

    private Optional<OlderCopyException> recognize(OpenEnvironment open, boolean isOnlyOne) {
        int revision = open.document().revision();
        return memory.recognize(
                open.name(), open.fingerprint(), revision, open.sealed().fingerprintsBefore(), isOnlyOne);
    }

    private OpenEnvironment open(EnvironmentDocument document) {
        try {
            return unwrap(document, known());
        } catch (NoKeyException e) {
            // Who took away the only key at hand holds the keyring until the end: what is left to encrypt again needs
            // it.
            EnvironmentCopy copy = copies.get(document.name());
            if (copy != null && copy.environment().document().equals(document)) {
                return copy.environment();
            }
            throw e;
        }
    }

    private OpenEnvironment unwrap(EnvironmentDocument document, KnownFingerprints accepted) {
        try {
            return unwrapAtOnce(document, accepted);
        } catch (NoKeyException e) {
            if (keys.fetch()) {
                return unwrapAtOnce(document, accepted);
            }
            throw e;
        }
    }

    /** Where another fingerprint counts than the one that was found, the memory may know it as a former one. */
    private OpenEnvironment unwrapAtOnce(EnvironmentDocument document, KnownFingerprints accepted) {
        try {
            return OpenEnvironment.open(document, keys.now(), accepted);
        } catch (FingerprintException e) {
            throw memory.replacedBy(document.name(), e.found()).map(e::former).orElse(e);
        }
    }

    private OpenEnvironment remember(OpenEnvironment environment, Sent sent) {
        copies.put(environment.name(), new EnvironmentCopy(environment, sent));
        return environment;
    }

    /** The moment at which something is about to be sent. */
    Sent sending() {
        return Sent.now(clocks);
    }

    /** The same environments as parents of others: known by their names, or else by what their children inherit from. */
    public Environments asParents() {
        return new Environments(store, keys, FingerprintsAtHand.of(known().ofParents()), memory, clocks);
    }

    /**
     * As {@link #find}.
     *
     * @throws NotFoundException if the environment does not exist
     */
    public OpenEnvironment open(EnvironmentName name, Freshness freshness) {
        return find(name, freshness).orElseThrow(() -> notFound(name));
    }

    /** Takes note of an environment that was changed through this; its fingerprint is known from then on. */
    void accept(OpenEnvironment before, OpenEnvironment now, Sent sent) {
        if (!before.fingerprint().equals(now.fingerprint())) {
            known.decide(all -> all.of(now.name()).isEmpty() ? all : all.deciding(now.name(), now.fingerprint()));
        }
        recognize(now, true);
        remember(now, sent);
    }

    /** Takes {@code fingerprint} as the one that counts from now on: a person said so. */
    public void trust(EnvironmentName name, Fingerprint fingerprint) {
        known.decide(all -> all.deciding(name, fingerprint));
    }

    /** Takes note that a person was told the fingerprint that is and the one that is to come. */
    public void expect(EnvironmentName name, Fingerprint now, Fingerprint next) {
        known.decide(all -> all.with(name, now).with(name, next));
    }

    /** The environment as a copy has it that is fresh enough to encrypt with. */
    public OpenEnvironment openForWriting(EnvironmentName name) {
        return copyForWriting(name).environment();
    }

    /** A copy of the environment that is fresh enough to encrypt with. */
    public EnvironmentCopy copyForWriting(EnvironmentName name) {
        EnvironmentCopy copy = copies.get(name);
        return copy != null && !copy.isOld() ? copy : copyAgain(name);
    }

    /** A copy of the environment that is read now. */
    public EnvironmentCopy copyAgain(EnvironmentName name) {
        Sent sent = sending();
        return new EnvironmentCopy(open(name, Freshness.PRIMARY), sent);
    }

    /** The names that are so near to {@code name} that one may be a slip of the other. */
    public List<EnvironmentName> namesNear(EnvironmentName name) {
        return Suggestions.environments(name, names());
    }

    /**
     * Creates an environment with a new keyring that the first key at hand alone opens. Its fingerprint is the one that counts
     * from then on. No value is encrypted before a majority has confirmed it.
     *
     * @return the environment that this stored
     * @throws ConflictException if there is one of that name that this did not store; it was not looked into, and nothing of
     *     it is trusted
     * @throws KistException with reason {@code NOT_READABLE} if traces of an environment of that name are left: a known
     *     fingerprint or encrypted secrets
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    public OpenEnvironment create(EnvironmentName name, Label label, Actor actor) {
        Identities first = keys.any();
        if (first.isEmpty()) {
            throw new NoKeyException(name, List.of(), List.of());
        }
        if (findDocument(name, Freshness.PRIMARY).isPresent()) {
            throw ConflictException.exists(name);
        }
        if (!known().of(name).isEmpty()) {
            throw new DecryptionFailedException(
                    "the environment " + name,
                    "is not created: its fingerprint is given, as KIST_FINGERPRINT, and that of a new environment is another",
                    "check the database and collection names; if the environment is to be new, give none");
        }
        OpenEnvironment created = OpenEnvironment.create(name, first, label, new Author(actor, store::now));
        store.prepareForWriting();
        Sent sent = sending();
        insert(created);
        trust(name, created.fingerprint());
        recognize(created, true);
        return remember(created, sent);
    }

    /** Returns only if the document that is stored is this one. */
    private void insert(OpenEnvironment created) {
        EnvironmentName name = created.name();
        Settling.settle(store, lost -> UncertainWriteException.environment(name, lost), settling -> {
            if (store.insertEnvironment(created.document())) {
                return Optional.of(true);
            }
            // A duplicate: another writer's document, or our own where its answer was lost. What is wrapped in it is
            // random: no other write has the same.
            Optional<EnvironmentDocument> stored = store.findEnvironment(name, Freshness.PRIMARY);
            if (stored.isPresent() && !stored.get().equals(created.document())) {
                throw ConflictException.exists(name);
            }
            return stored.map(ours -> true);
        });
    }

    /**
     * What shows that an environment without a document had one: a new keyring would hide what was there. Fingerprints that
     * are known without a name do not tell.
     */
    private Optional<DecryptionFailedException> traceOf(EnvironmentName name) {
        if (known().isNamed(name)) {
            return Optional.of(DecryptionFailedException.lostButKnown(name));
        }
        Selection any = Selection.all(name);
        boolean isEncrypted = isAnyFound(look -> store.findSecrets(any, Freshness.PREFER_PRIMARY, look))
                || isAnyFound(look -> store.findHistory(any.page(null, 1), Freshness.PREFER_PRIMARY, look));
        return isEncrypted ? Optional.of(DecryptionFailedException.lost(name)) : Optional.empty();
    }

    private static boolean isAnyFound(Consumer<Consumer<StoredDocument>> look) {
        return DocumentCount.of(look).own() > 0;
    }

    /** Forgets an environment that was removed: it can be created anew. */
    void forget(EnvironmentName name) {
        copies.remove(name);
        known.decide(all -> all.without(name));
        memory.forget(name);
    }

    /** For an environment that does not exist; the hint offers a near name. */
    NotFoundException notFound(EnvironmentName name) {
        return NotFoundException.environment(name, store.description(), names());
    }
}
