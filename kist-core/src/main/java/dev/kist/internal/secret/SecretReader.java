// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.ForeignSecretException;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Printable;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and decrypts the secrets that an environment itself stores. Thread-safe. */
public final class SecretReader {
    private static final int MAX_REREADS = 3;

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
     * @param failures why a document is not authentic or not written by Kist, by its name
     */
    public record Reading(
            OpenEnvironment environment, List<Secret> secrets, SortedMap<String, KistException> failures) {
        /** One exception for each name that could not be read. */
        public List<KistException> unreadable() {
            return List.copyOf(failures.values());
        }

        /** The secrets, if all could be read. */
        public List<Secret> requireAll() {
            if (!failures.isEmpty()) {
                throw unreadable().get(0);
            }
            return secrets;
        }
    }

    /** A current version with the document that it was read from. */
    public record Found(CurrentDocument document, Secret secret) {}

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
        return withKeyring(selection.environment(), freshness, (environment, fresh, isLast) -> {
            List<Secret> secrets = new ArrayList<>();
            SortedMap<String, KistException> failures = new TreeMap<>();
            for (List<StoredDocument> ofOneName : fetch(selection, fresh)) {
                StoredDocument first = ofOneName.get(0);
                try {
                    secrets.add(decrypt(environment, ofOneName).secret());
                } catch (KistException e) {
                    failures.put(first.key(), e);
                } catch (UnknownDekException e) {
                    if (!isLast) {
                        throw e;
                    }
                    failures.put(first.key(), unknownDek("secret " + first.key() + " of " + environment.name(), e));
                }
            }
            return new Reading(environment, List.copyOf(secrets), Collections.unmodifiableSortedMap(failures));
        });
    }

    /** The current version of one secret, deleted or not, from the primary; empty if it has never been written. */
    Optional<Found> findForWriting(EnvironmentName environment, SecretName name) {
        Selection one = Selection.of(environment, name);
        return withKeyring(environment, Freshness.PRIMARY, (open, fresh, isLast) -> {
            List<List<StoredDocument>> found = fetch(one, fresh);
            return found.isEmpty() ? Optional.empty() : Optional.of(decrypt(open, found.get(0)));
        });
    }

    /**
     * All current versions of an environment with their documents, from the primary.
     *
     * @throws KistException if one of them cannot be read
     */
    List<Found> findForWriting(Selection selection) {
        return withKeyring(selection.environment(), Freshness.PRIMARY, (open, fresh, isLast) -> {
            List<Found> all = new ArrayList<>();
            for (List<StoredDocument> ofOneName : fetch(selection, fresh)) {
                all.add(decrypt(open, ofOneName));
            }
            return all;
        });
    }

    /** The documents of each name: one, where the unique index is there. */
    private List<List<StoredDocument>> fetch(Selection selection, Freshness freshness) {
        Map<String, List<StoredDocument>> byName = new LinkedHashMap<>();
        store.findSecrets(selection, freshness, found -> byName.computeIfAbsent(found.key(), key -> new ArrayList<>(1))
                .add(found));
        return List.copyOf(byName.values());
    }

    private static Found decrypt(OpenEnvironment environment, List<StoredDocument> ofOneName)
            throws UnknownDekException {
        StoredDocument stored = ofOneName.get(0);
        if (ofOneName.size() > 1) {
            throw new DecryptionFailedException(
                    "secret " + Printable.quote(stored.key()) + " of " + environment.name(),
                    "has " + ofOneName.size() + " documents: its unique index is missing",
                    "find out which is right and remove the other; the next write makes the index");
        }
        if (stored instanceof ForeignDocument foreign) {
            throw new ForeignSecretException(environment.name(), foreign.key(), foreign.why());
        }
        CurrentDocument document = (CurrentDocument) stored;
        return new Found(document, environment.decrypt(document));
    }

    /** Something that is read and decrypted with one copy of an environment. */
    interface Attempt<T> {
        /**
         * Runs it.
         *
         * @param isLast whether a DEK that is unknown now is to be believed
         */
        T run(OpenEnvironment environment, Freshness freshness, boolean isLast) throws UnknownDekException;
    }

    /** Runs {@code attempt}; where it meets a DEK that is not in the keyring, with the environment read again. */
    <T> T withKeyring(EnvironmentName name, Freshness freshness, Attempt<T> attempt) {
        OpenEnvironment environment =
                freshness == Freshness.PRIMARY ? environments.openForWriting(name) : environments.open(name, freshness);
        for (int rereads = 0; ; rereads++) {
            try {
                return attempt.run(environment, rereads == 0 ? freshness : Freshness.PRIMARY, rereads == MAX_REREADS);
            } catch (UnknownDekException e) {
                if (rereads == MAX_REREADS) {
                    throw unknownDek(name, e);
                }
                environment = environments.open(name, Freshness.PRIMARY);
            }
        }
    }

    private static DecryptionFailedException unknownDek(EnvironmentName name, UnknownDekException e) {
        return unknownDek("a secret of " + name, e);
    }

    /** For {@code what}, which is encrypted with a DEK that the keyring does not have, however often it is read. */
    public static DecryptionFailedException unknownDek(String what, UnknownDekException e) {
        return e.isAboveActive()
                ? new DecryptionFailedException(
                        what,
                        "is encrypted with the environment's key " + e.dekId()
                                + ", which its document does not have: that document is an older copy",
                        "someone put back an older document; restore the newest one of the collection that ends in"
                                + " .environments")
                : new DecryptionFailedException(
                        what,
                        "is an older copy: it is encrypted with the environment's key " + e.dekId()
                                + ", which was dropped",
                        "someone put back an older document; restore the newest one");
    }

    /** For a secret that an environment does not have; the hint offers a near name. */
    public NotFoundException notFound(EnvironmentName environment, SecretName name) {
        return NotFoundException.secret(
                environment,
                name,
                readAll(environment, Freshness.PREFER_PRIMARY).secrets().stream()
                        .filter(secret -> !secret.isDeleted())
                        .map(Secret::name)
                        .toList());
    }
}
