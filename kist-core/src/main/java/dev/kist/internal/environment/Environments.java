package dev.kist.internal.environment;

import dev.kist.Actor;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Label;
import dev.kist.NoKeyException;
import dev.kist.NotFoundException;
import dev.kist.StoreUnavailableException;
import dev.kist.Suggestions;
import dev.kist.UncertainWriteException;
import dev.kist.internal.environment.EnvironmentCopy.Sent;
import dev.kist.internal.keyring.Author;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.protocol.Backoff;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretDocument;
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
    private final Identities keys;
    private volatile KnownFingerprints known;
    private final LocalClocks clocks;
    private final Map<EnvironmentName, EnvironmentCopy> copies = new ConcurrentHashMap<>();

    public Environments(SecretStore store, Identities keys, KnownFingerprints known) {
        this(store, keys, known, LocalClocks.SYSTEM);
    }

    /** As on a machine with these clocks. */
    public Environments(SecretStore store, Identities keys, KnownFingerprints known, LocalClocks clocks) {
        this.store = store;
        this.keys = keys;
        this.known = known;
        this.clocks = clocks;
    }

    /** The store whose environments these are. */
    public SecretStore store() {
        return store;
    }

    /** The keys at hand. */
    public Identities keys() {
        return keys;
    }

    /** The fingerprints that are known, those of changes made through this included. */
    public KnownFingerprints known() {
        return known;
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
        Optional<EnvironmentDocument> document = store.findEnvironment(name, freshness);
        if (document.isEmpty()) {
            Optional<String> trace = traceOf(name);
            // Another writer may have created it since: its document was there before its first secret.
            document = trace.isEmpty() ? document : store.findEnvironment(name, Freshness.PRIMARY);
            if (document.isEmpty() && trace.isPresent()) {
                throw gone(name, trace.get());
            }
        }
        // What a secondary has may be older than any writer's copy.
        boolean isForWriting = freshness == Freshness.PRIMARY;
        return document.map(found -> isForWriting ? remember(open(found), sent) : open(found));
    }

    private OpenEnvironment open(EnvironmentDocument document) {
        try {
            return OpenEnvironment.open(document, keys, known);
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
        return new Environments(store, keys, known.ofParents(), clocks);
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
    synchronized void accept(OpenEnvironment before, OpenEnvironment now, Sent sent) {
        if (!before.fingerprint().equals(now.fingerprint())) {
            known = known.replacing(now.name(), before.fingerprint(), now.fingerprint());
        }
        remember(now, sent);
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

    /** The names that are within two letters of {@code name}, which may be a typing error. */
    public List<EnvironmentName> namesNear(EnvironmentName name) {
        return Suggestions.near(
                        name.value(),
                        names().stream().map(EnvironmentName::value).toList())
                .stream()
                .map(EnvironmentName::parse)
                .toList();
    }

    /**
     * Creates an environment with a new keyring that the first key at hand alone opens; if another writer does so at the
     * same moment, that one's is opened instead.
     *
     * @return the environment that is stored now
     * @throws KistException with reason {@code NOT_READABLE} if traces of an environment of that name are left: a known
     *     fingerprint or encrypted secrets
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    public OpenEnvironment create(EnvironmentName name, Label label, Actor actor) {
        if (keys.isEmpty()) {
            throw new NoKeyException(name, List.of(), List.of());
        }
        Optional<OpenEnvironment> stored = find(name, Freshness.PRIMARY);
        if (stored.isPresent()) {
            return stored.get();
        }
        if (!known.of(name).isEmpty()) {
            throw new DecryptionFailedException(
                    "the environment " + name,
                    "is not created: KIST_FINGERPRINT is set, and the fingerprint of a new environment is another",
                    "check the database and collection names; if the environment is to be new, unset KIST_FINGERPRINT");
        }
        OpenEnvironment created = OpenEnvironment.create(name, keys, label, new Author(actor, store::now));
        store.prepareForWriting();
        return insert(created);
    }

    private OpenEnvironment insert(OpenEnvironment created) {
        EnvironmentName name = created.name();
        long deadline = System.nanoTime() + store.timeout().toNanos();
        boolean isLost = false;
        while (true) {
            try {
                Sent sent = sending();
                if (store.insertEnvironment(created.document())) {
                    return remember(created, sent);
                }
                // A duplicate: another writer's document, or our own where its answer was lost.
                Optional<EnvironmentDocument> stored = store.findEnvironment(name, Freshness.PRIMARY);
                if (stored.isPresent()) {
                    boolean isOurs = stored.get().equals(created.document());
                    return remember(isOurs ? created : open(stored.get()), sent);
                }
                Backoff.orFail(deadline, notFound(name));
            } catch (LostAnswerException e) {
                isLost = true;
                Backoff.orFail(deadline, uncertain(name, e));
            } catch (StoreUnavailableException e) {
                if (!isLost) {
                    throw e;
                }
                Backoff.orFail(deadline, uncertain(name, e));
            }
        }
    }

    private static UncertainWriteException uncertain(EnvironmentName name, Throwable cause) {
        return new UncertainWriteException("the environment " + name, "kist list --environment " + name, cause);
    }

    /**
     * What shows that an environment without a document had one: a new keyring would hide what was there. Fingerprints that
     * are known without a name do not tell.
     */
    private Optional<String> traceOf(EnvironmentName name) {
        if (!known.ofName(name).isEmpty()) {
            return Optional.of("a fingerprint of it is known here");
        }
        Selection any = Selection.all(name);
        boolean[] isEncrypted = {false};
        Consumer<StoredDocument> look = found -> isEncrypted[0] |= found instanceof SecretDocument;
        store.findSecrets(any, Freshness.PREFER_PRIMARY, look);
        if (!isEncrypted[0]) {
            store.findHistory(any.page(null, 1), Freshness.PREFER_PRIMARY, look);
        }
        return isEncrypted[0] ? Optional.of("it has encrypted secrets") : Optional.empty();
    }

    private static DecryptionFailedException gone(EnvironmentName name, String trace) {
        return new DecryptionFailedException(
                "the environment " + name,
                "has lost its document: there is none, but " + trace,
                "check the database and collection names; if they are right, restore the document from a backup of the"
                        + " collection that ends in .environments");
    }

    /** Forgets the copy of an environment that was removed. */
    void forget(EnvironmentName name) {
        copies.remove(name);
    }

    /** For an environment that does not exist; the hint offers a near name. */
    NotFoundException notFound(EnvironmentName name) {
        return NotFoundException.environment(name, store.description(), names());
    }
}
