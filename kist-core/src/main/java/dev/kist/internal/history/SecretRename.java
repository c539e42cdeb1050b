// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.history;

import dev.kist.Actor;
import dev.kist.ConflictException;
import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.InvalidInputException;
import dev.kist.NotFoundException;
import dev.kist.Secret;
import dev.kist.SecretHistory;
import dev.kist.SecretName;
import dev.kist.internal.environment.EnvironmentCopy;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader.Histories;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.protocol.Removal;
import dev.kist.internal.protocol.Settling;
import dev.kist.internal.secret.LateWrites;
import dev.kist.internal.secret.SecretReader;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.spi.Batch;
import dev.kist.spi.DocumentId;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.NextNumber;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a secret another name: its versions are encrypted again for the new name and put into history, then comes a current
 * version there, and then the old name is purged. What an interruption leaves is completed by the same call. Thread-safe.
 */
public final class SecretRename {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Environments environments;
    private final SecretStore store;
    private final Actor actor;

    public SecretRename(Environments environments, Actor actor) {
        this.environments = environments;
        this.store = environments.store();
        this.actor = actor;
    }

    /**
     * What a renaming would begin with.
     *
     * @param from the versions under the old name
     * @param isBegun whether an earlier call came as far as the new name's current version
     * @param renamed the current version of the new name
     */
    public record Prepared(SecretHistory from, boolean isBegun, Secret renamed) {}

    /**
     * Looks at both names.
     *
     * @throws NotFoundException if {@code from} does not exist
     * @throws InvalidInputException if {@code to} exists as another secret
     */
    public Prepared prepare(EnvironmentName environment, SecretName from, SecretName to) {
        Histories both =
                new HistoryReader(environments).read(Selection.of(environment, List.of(from, to)), Freshness.PRIMARY);
        SecretHistory source = both.requireAll().get(from);
        if (source == null) {
            throw new SecretReader(environments).notFound(environment, from);
        }
        if (source.current().isDeleted()) {
            throw NotFoundException.deleted(environment, from);
        }
        SecretHistory target = both.secrets().get(to);
        if (target == null) {
            return new Prepared(source, false, next(source.current(), to));
        }
        if (!isRenamed(source.current(), target)) {
            throw new InvalidInputException(
                    "secret " + to + " exists in " + environment + " already"
                            + (target.current().isDeleted() ? ", as a deleted one" : "") + ": nothing was written",
                    "choose another name, or purge " + to + " first");
        }
        return new Prepared(source, true, target.current());
    }

    /** Whether the versions of another name came from {@code last}. */
    private static boolean isRenamed(Secret last, SecretHistory target) {
        return target.versions().stream()
                .anyMatch(version -> target.current().version() > last.version() && isSame(version, last));
    }

    private static boolean isSame(Secret one, Secret other) {
        return one.version() == other.version()
                && one.createdAt().equals(other.createdAt())
                && one.updatedAt().equals(other.updatedAt())
                && one.updatedBy().equals(other.updatedBy())
                && one.content().equals(other.content());
    }

    private Secret next(Secret last, SecretName to) {
        Instant atLeast = last.updatedAt().plusMillis(1);
        Instant now = store.now();
        return new Secret(
                last.environment(),
                to,
                last.content(),
                NextNumber.afterVersion(last.version(), last.environment(), to),
                last.createdAt(),
                now.isBefore(atLeast) ? atLeast : now,
                actor);
    }

    /**
     * Carries it out.
     *
     * @throws ConflictException if another writer wrote one of the two since it was prepared; both are there then
     */
    public Secret carryOut(Prepared prepared) {
        Secret renamed = prepared.renamed();
        EnvironmentName environment = renamed.environment();
        // Else both names would stay.
        store.prepareForRemoval(false);
        if (!prepared.isBegun()) {
            store.prepareForWriting();
            writeHistory(prepared.from(), renamed.name());
            if (!new SecretWriter(environments, actor).insert(renamed)) {
                throw new ConflictException(
                        environment, List.of(renamed.name()), "look at both names and decide again");
            }
        }
        Secret last = prepared.from().current();
        new SecretPurge(environments, actor)
                .removeRenamed(
                        new SecretPurge.Remains(environment, last.name(), last.version(), last.version()),
                        renamed.name());
        return renamed;
    }

    private void writeHistory(SecretHistory from, SecretName to) {
        EnvironmentName environment = from.environment();
        EnvironmentCopy copy = environments.copyAgain(environment);
        OpenEnvironment open = copy.environment();
        Map<Integer, Secret> there = leftOver(open, from, to);
        Map<FormerDocument, Secret> written = new LinkedHashMap<>();
        List<FormerDocument> refused = new ArrayList<>();
        Batch<FormerDocument> batch = new Batch<>(
                FormerDocument::approximateSize,
                formers -> refused.addAll(Settling.repeat(store, () -> store.insertFormers(formers))));
        Instant now = store.now();
        for (Secret version : from.versions()) {
            if (!there.containsKey(version.version())) {
                Secret renamed = new Secret(
                        environment,
                        to,
                        version.content(),
                        version.version(),
                        version.createdAt(),
                        version.updatedAt(),
                        version.updatedBy());
                FormerDocument former = open.encryptFormer(renamed, DocumentId.create(now, RANDOM));
                written.put(former, renamed);
                batch.add(former);
            }
        }
        batch.send();
        if (!refused.isEmpty()) {
            throw new ConflictException(environment, List.of(to), "look at both names and decide again");
        }
        new LateWrites(environments).encryptFormersAgain(copy, written);
    }

    /** What an interrupted call left in the new name's history; other entries there, of a purged secret, are removed. */
    private Map<Integer, Secret> leftOver(OpenEnvironment open, SecretHistory from, SecretName to) {
        List<StoredDocument> found = new ArrayList<>();
        Selection ofNewName = Selection.of(open.name(), to);
        store.findHistory(ofNewName, Freshness.PRIMARY, found::add);
        Map<Integer, Secret> kept = new HashMap<>();
        for (StoredDocument stored : found) {
            if (stored instanceof ForeignDocument foreign) {
                throw foreign.failure(open.name());
            }
            try {
                Secret entry = open.decrypt((FormerDocument) stored);
                if (from.versions().stream().anyMatch(version -> isSame(version, entry))) {
                    kept.put(entry.version(), entry);
                }
            } catch (DecryptionFailedException | UnknownDekException e) {
                // The rest of a secret of that name that was purged.
            }
        }
        new Removal(store, open.name(), removed -> {})
                .removeFormers(ofNewName, former -> !kept.containsKey(former.version()));
        return kept;
    }
}
