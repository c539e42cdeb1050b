// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.environment;

import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.NotFoundException;
import dev.kist.UncertainWriteException;
import dev.kist.internal.environment.EnvironmentCopy.Sent;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.protocol.Backoff;
import dev.kist.internal.protocol.Settling;
import dev.kist.spi.EnvironmentDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import java.util.Optional;

/**
 * Changes an environment's document under compare-and-set on its revision, and settles a lost answer before anything is
 * reported. Thread-safe.
 */
final class EnvironmentWriter {
    private static final int MOST_TRIES = 10;

    private final Environments environments;
    private final SecretStore store;

    EnvironmentWriter(Environments environments) {
        this.environments = environments;
        this.store = environments.store();
    }

    /**
     * Reads, changes and replaces the document. Where another writer comes first, reads and asks {@code change} again, up to
     * 10 times.
     *
     * @return the environment as it is now
     * @throws NotFoundException if the environment does not exist
     * @throws ConflictException if other writers came first every time
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    OpenEnvironment change(EnvironmentName name, EnvironmentChange change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            OpenEnvironment current = environments.open(name, Freshness.PRIMARY);
            Optional<OpenEnvironment> next = change.next(current);
            if (next.isEmpty()) {
                return current;
            }
            Sent sent = environments.sending();
            if (replace(next.get(), change)) {
                environments.accept(current, next.get(), sent);
                return next.get();
            }
            if (tries + 1 < MOST_TRIES && !Backoff.amongWriters(tries)) {
                break;
            }
        }
        throw new ConflictException(name, "other writers came first every time: try again");
    }

    /** Whether the document was replaced; false where another writer came first. */
    private boolean replace(OpenEnvironment ours, EnvironmentChange change) {
        return Settling.settle(store, lost -> UncertainWriteException.keys(ours.name(), lost), settling -> {
            if (store.replaceEnvironment(ours.document())) {
                return Optional.of(true);
            }
            return settling.hasLostAnAnswer() ? readBack(ours, change) : Optional.of(false);
        });
    }

    /** Whether the stored document is ours or came from it; empty where it is still the one before. */
    private Optional<Boolean> readBack(OpenEnvironment ours, EnvironmentChange change) {
        EnvironmentDocument stored =
                store.findEnvironment(ours.name(), Freshness.PRIMARY).orElse(null);
        if (stored == null) {
            return Optional.of(false);
        }
        int ourRevision = ours.document().revision();
        if (stored.revision() < ourRevision) {
            return Optional.empty();
        }
        // The nonce in it is random: no other write has the same text.
        if (stored.sealed().equals(ours.document().sealed())) {
            return Optional.of(true);
        }
        if (stored.revision() == ourRevision) {
            return Optional.of(false);
        }
        try {
            OpenEnvironment later = OpenEnvironment.open(
                    stored, environments.keys(), environments.known().accepting(ours.name(), ours.fingerprint()));
            return Optional.of(change.isIn(later, ours));
        } catch (KistException e) {
            throw UncertainWriteException.keys(ours.name(), e);
        }
    }
}
