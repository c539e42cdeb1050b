// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.UncertainWriteException;
import dev.kist.internal.environment.EnvironmentCopy;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.protocol.Backoff;
import dev.kist.internal.secret.SecretReader.Found;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.DocumentId;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes versions of secrets by the write protocol of {@code docs/format.md}: nothing is overwritten that was not read,
 * and a lost answer is settled before anything is reported. Thread-safe.
 */
public final class SecretWriter {
    private static final int MAX_TRIES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Environments environments;
    private final SecretStore store;
    private final SecretReader reader;
    private final WriteSettlement settlement;
    private final Actor actor;

    public SecretWriter(Environments environments, Actor actor) {
        this.environments = environments;
        this.store = environments.store();
        this.reader = new SecretReader(environments);
        this.settlement = new WriteSettlement(environments, reader);
        this.actor = actor;
    }

    /**
     * What became of a write.
     *
     * @param secret the version that is current now, or empty if there has never been one
     * @param isWritten whether it is a new one; false where the change left things as they are
     * @param before the version that was current before, deleted or not; empty if there was none
     */
    public record Outcome(Optional<Secret> secret, boolean isWritten, Optional<Secret> before) {
        static Outcome unchanged(Optional<Secret> current) {
            return new Outcome(current, false, current);
        }

        static Outcome written(Secret secret, Optional<Secret> before) {
            return new Outcome(Optional.of(secret), true, before);
        }
    }

    /**
     * Writes one secret. Where another writer comes first, reads and asks {@code change} again, up to 10 times, with a pause
     * of chance between that grows to half a second.
     *
     * @throws ConflictException if other writers came first every time
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    public Outcome write(EnvironmentName environment, SecretName name, Change change) {
        return write(environment, name, change, OptionalInt.empty());
    }

    /**
     * Writes one secret if its current version is {@code version}; 0 means that there is none, or that it is a deletion.
     *
     * @throws ConflictException if it is another; nothing was written
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    public Outcome writeIfVersion(EnvironmentName environment, SecretName name, int version, Change change) {
        return write(environment, name, change, OptionalInt.of(version));
    }

    private Outcome write(EnvironmentName environment, SecretName name, Change change, OptionalInt ifVersion) {
        store.prepareForWriting();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<Found> found = reader.findForWriting(environment, name);
            requireVersion(environment, name, ifVersion, found.map(Found::secret));
            Optional<Secret.Content> content = change.next(found.map(Found::secret));
            if (content.isEmpty()) {
                return Outcome.unchanged(found.map(Found::secret));
            }
            EnvironmentCopy copy = environments.copyForWriting(environment);
            Prepared prepared = prepare(copy, name, found, content.get(), store.now());
            if (settlement.send(environment, List.of(prepared), false).isEmpty()) {
                return Outcome.written(prepared.secret(), found.map(Found::secret));
            }
            if (ifVersion.isPresent()) {
                throw new ConflictException(environment, List.of(name), "read it and decide again");
            }
            if (tries + 1 < MAX_TRIES && !Backoff.amongWriters(tries)) {
                break;
            }
        }
        throw new ConflictException(environment, List.of(name), "other writers came first every time: try again");
    }

    /**
     * Where a version must be current: 0 means that there is none, or that it is a deletion.
     *
     * @throws ConflictException if {@code current} is another
     */
    public static void requireVersion(
            EnvironmentName environment, SecretName name, OptionalInt ifVersion, Optional<Secret> current) {
        int version = current.map(Secret::version).orElse(0);
        boolean isLive = current.filter(secret -> !secret.isDeleted()).isPresent();
        if (ifVersion.isPresent() && ifVersion.getAsInt() != version && (ifVersion.getAsInt() != 0 || isLive)) {
            throw ConflictException.otherVersion(environment, name, ifVersion.getAsInt(), version);
        }
    }

    /**
     * Inserts the current document of a secret whose former versions are in history already.
     *
     * @return whether it is there now; false if the name is taken
     * @throws UncertainWriteException if an answer was lost and could not be settled in time
     */
    public boolean insert(Secret current) {
        EnvironmentCopy copy = environments.copyForWriting(current.environment());
        DocumentId id = DocumentId.create(store.now(), RANDOM);
        SecretWrite write = new SecretWrite(copy.environment().encryptCurrent(current, id, 1), null);
        return settlement
                .send(current.environment(), List.of(new Prepared(write, current, copy)), false)
                .isEmpty();
    }

    /** A write with the version that it writes, in clear, and the copy of the environment that it is encrypted with. */
    record Prepared(SecretWrite write, Secret secret, EnvironmentCopy copy) {
        /** The same write where history has {@code former} already. */
        Prepared keeping(FormerDocument former) {
            return new Prepared(new SecretWrite(write.next(), former), secret, copy);
        }
    }

    /** Encrypts the next version, and the current one as a former one. */
    Prepared prepare(
            EnvironmentCopy copy, SecretName name, Optional<Found> current, Secret.Content content, Instant now) {
        OpenEnvironment open = copy.environment();
        if (current.isEmpty()) {
            Secret first = new Secret(open.name(), name, content, 1, now, now, actor);
            return new Prepared(
                    new SecretWrite(open.encryptCurrent(first, DocumentId.create(now, RANDOM), 1), null), first, copy);
        }
        Secret before = current.get().secret();
        CurrentDocument document = current.get().document();
        Instant atLeast = before.updatedAt().plusMillis(1);
        Secret next = new Secret(
                open.name(),
                name,
                content,
                document.nextVersion(),
                before.createdAt(),
                now.isBefore(atLeast) ? atLeast : now,
                actor);
        SecretWrite write = new SecretWrite(
                open.encryptCurrent(next, document.id(), document.nextRevision()),
                open.encryptFormer(before, DocumentId.create(now, RANDOM)));
        return new Prepared(write, next, copy);
    }
}
