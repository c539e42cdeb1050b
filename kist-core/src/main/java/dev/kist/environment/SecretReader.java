package dev.kist.environment;

import dev.kist.KistException;
import dev.kist.format.ForeignDocument;
import dev.kist.format.SecretDocument;
import dev.kist.format.StoredDocument;
import dev.kist.keyring.DecryptionFailedException;
import dev.kist.keyring.OpenEnvironment;
import dev.kist.keyring.UnknownDekException;
import dev.kist.secret.EnvironmentName;
import dev.kist.secret.Secret;
import dev.kist.secret.SecretName;
import dev.kist.store.Freshness;
import dev.kist.store.SecretStore;
import dev.kist.store.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and decrypts the secrets that an environment itself stores. Thread-safe. */
public final class SecretReader {
    private static final int MOST_REREADS = 3;

    private final Environments environments;
    private final SecretStore store;

    public SecretReader(Environments environments) {
        this.environments = environments;
        this.store = environments.store();
    }

    /**
     * What was read: secrets, and what could not be read.
     *
     * @param environment the environment as it was opened
     * @param secrets the current versions, deletions among them, ordered by name
     * @param unreadable one exception for each document that is not authentic or not written by Kist
     */
    public record Reading(OpenEnvironment environment, List<Secret> secrets, List<KistException> unreadable) {
        /** The secrets, if all could be read. */
        public List<Secret> requireAll() {
            if (!unreadable.isEmpty()) {
                throw unreadable.get(0);
            }
            return secrets;
        }
    }

    /** A current version with the document that it was read from. */
    record Found(SecretDocument document, Secret secret) {}

    /**
     * Reads all current versions of an environment.
     *
     * @throws NotFoundException if the environment does not exist
     */
    public Reading readAll(EnvironmentName name, Freshness freshness) {
        return read(Selection.all(name), freshness);
    }

    /** Reads the current versions of a selection. */
    public Reading read(Selection selection, Freshness freshness) {
        return withKeyring(selection.environment(), freshness, (environment, fresh) -> {
            List<Secret> secrets = new ArrayList<>();
            List<KistException> unreadable = new ArrayList<>();
            for (StoredDocument stored : fetch(selection, fresh)) {
                try {
                    secrets.add(decrypt(environment, stored).secret());
                } catch (KistException e) {
                    unreadable.add(e);
                }
            }
            return new Reading(environment, List.copyOf(secrets), List.copyOf(unreadable));
        });
    }

    /** The current version of one secret, deleted or not, from the primary; empty if it has never been written. */
    Optional<Found> findForWriting(EnvironmentName environment, SecretName name) {
        Selection one = Selection.of(environment, name);
        return withKeyring(environment, Freshness.PRIMARY, (open, fresh) -> {
            List<StoredDocument> found = fetch(one, fresh);
            return found.isEmpty() ? Optional.empty() : Optional.of(decrypt(open, found.get(0)));
        });
    }

    /**
     * All current versions of an environment with their documents, from the primary.
     *
     * @throws KistException if one of them cannot be read
     */
    List<Found> findForWriting(Selection selection) {
        return withKeyring(selection.environment(), Freshness.PRIMARY, (open, fresh) -> {
            List<Found> all = new ArrayList<>();
            for (StoredDocument stored : fetch(selection, fresh)) {
                all.add(decrypt(open, stored));
            }
            return all;
        });
    }

    private List<StoredDocument> fetch(Selection selection, Freshness freshness) {
        List<StoredDocument> documents = new ArrayList<>();
        store.findSecrets(selection, freshness, documents::add);
        return documents;
    }

    private static Found decrypt(OpenEnvironment environment, StoredDocument stored) throws UnknownDekException {
        if (stored instanceof ForeignDocument foreign) {
            throw new ForeignSecretException(environment.name(), foreign);
        }
        SecretDocument document = (SecretDocument) stored;
        return new Found(document, environment.decryptCurrent(document));
    }

    /** Something that is read and decrypted with one copy of an environment. */
    interface Attempt<T> {
        T run(OpenEnvironment environment, Freshness freshness) throws UnknownDekException;
    }

    /** Runs {@code attempt}; where it meets a DEK that is not in the keyring, with the environment read again. */
    <T> T withKeyring(EnvironmentName name, Freshness freshness, Attempt<T> attempt) {
        OpenEnvironment environment =
                freshness == Freshness.PRIMARY ? environments.openForWriting(name) : environments.open(name, freshness);
        for (int rereads = 0; ; rereads++) {
            try {
                return attempt.run(environment, rereads == 0 ? freshness : Freshness.PRIMARY);
            } catch (UnknownDekException e) {
                if (rereads == MOST_REREADS) {
                    throw unknownDek(name, e);
                }
                environment = environments.open(name, Freshness.PRIMARY);
            }
        }
    }

    private static DecryptionFailedException unknownDek(EnvironmentName name, UnknownDekException e) {
        return e.isAboveActive()
                ? new DecryptionFailedException(
                        "the environment " + name,
                        "is an older copy: a secret is encrypted with DEK " + e.dekId()
                                + ", which its keyring does not have",
                        "someone put back an older document; restore the newest one of the collection that ends in"
                                + " .environments")
                : new DecryptionFailedException(
                        "a secret of " + name,
                        "is an older copy: it is encrypted with DEK " + e.dekId() + ", which was dropped",
                        "someone put back an older document of a secret; restore the newest one");
    }
}
