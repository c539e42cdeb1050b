// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.secret.Decryption.Outcome;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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
            for (Outcome outcome : fetch(selection, environment, fresh)) {
                try {
                    secrets.add(outcome.get(environment.name()).secret());
                } catch (KistException e) {
                    failures.put(outcome.key(), e);
                } catch (UnknownDekException e) {
                    if (!isLast) {
                        throw e;
                    }
                    failures.put(outcome.key(), unknownDek("secret " + outcome.key() + " of " + environment.name(), e));
                }
            }
            return new Reading(environment, List.copyOf(secrets), Collections.unmodifiableSortedMap(failures));
        });
    }

    /** The current version of one secret, deleted or not, from the primary; empty if it has never been written. */
    Optional<Found> findForWriting(EnvironmentName environment, SecretName name) {
        Selection one = Selection.of(environment, name);
        return withKeyring(environment, Freshness.PRIMARY, (open, fresh, isLast) -> {
            Iterator<Outcome> found = fetch(one, open, fresh).iterator();
            return found.hasNext() ? Optional.of(found.next().get(environment)) : Optional.empty();
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
            for (Outcome outcome : fetch(selection, open, fresh)) {
                all.add(outcome.get(open.name()));
            }
            return all;
        });
    }

    private Collection<Outcome> fetch(Selection selection, OpenEnvironment environment, Freshness freshness) {
        Decryption decryption = new Decryption(environment);
        store.findSecrets(selection, freshness, decryption::add);
        return decryption.finish();
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
