// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Secret;
import dev.kist.StoreUnavailableException;
import dev.kist.UncertainWriteException;
import dev.kist.internal.environment.EnvironmentCopy;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.protocol.Settling;
import dev.kist.internal.secret.SecretWriter.Prepared;
import dev.kist.spi.Batch;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was confirmed when the copy of the environment that it is encrypted with was too old: a process was stopped, or the
 * line was slow. The DEK may be retired by then, and be dropped before anyone finds what was written. So the environment is
 * read again, and where another DEK is active what was written is encrypted again by that one: section "Writing" of
 * {@code docs/format.md}.
 */
public final class LateWrites {
    private final Environments environments;
    private final SecretStore store;

    public LateWrites(Environments environments) {
        this.environments = environments;
        this.store = environments.store();
    }

    /**
     * Encrypts again what of {@code written} was confirmed too late. What another writer has changed since is that one's.
     *
     * @throws UncertainWriteException if that could not be done in time: what was written may not stay readable
     */
    void encryptAgain(EnvironmentName name, List<Prepared> written) {
        List<Prepared> late =
                written.stream().filter(write -> write.copy().isOld()).toList();
        if (!late.isEmpty()) {
            Work work = new Work(name, late);
            Settling.settle(store, work::uncertain, work);
        }
    }

    /** What is to be encrypted again. */
    private final class Work implements Settling.Attempt<Boolean> {
        private final EnvironmentName name;
        private List<Prepared> late;

        Work(EnvironmentName name, List<Prepared> late) {
            this.name = name;
            this.late = late;
        }

        @Override
        public Optional<Boolean> make(Settling settling) {
            // What was written is there whatever happens now: no failure to reach the store is told as if nothing was.
            settling.expectLoss();
            EnvironmentCopy now = copyAgain(name, late);
            List<Prepared> outdated =
                    late.stream().filter(write -> isOutdated(write.copy(), now)).toList();
            late = outdated.isEmpty() ? List.of() : LateWrites.this.encryptAgain(now, outdated);
            if (late.isEmpty()) {
                return Optional.of(true);
            }
            if (late.stream().anyMatch(write -> write.copy().equals(now))) {
                // The store took them, and slowly: that others rotated meanwhile is no failure to answer.
                settling.restart();
            }
            return Optional.empty();
        }

        UncertainWriteException uncertain(@Nullable StoreUnavailableException cause) {
            return UncertainWriteException.secrets(
                    name, late.stream().map(write -> write.secret().name()).toList(), cause);
        }
    }

    private static boolean isOutdated(EnvironmentCopy copy, EnvironmentCopy now) {
        return !now.environment().hasActiveDekInCommonWith(copy.environment());
    }

    /**
     * Encrypts again former versions that were inserted too late for {@code copy}, which they are encrypted with.
     *
     * @throws StoreUnavailableException if that could not be done in time: they may not stay readable
     */
    public void encryptFormersAgain(EnvironmentCopy copy, Map<FormerDocument, Secret> inserted) {
        EnvironmentCopy with = copy;
        Map<FormerDocument, Secret> there = inserted;
        while (!there.isEmpty() && with.isOld()) {
            EnvironmentCopy now = environments.copyAgain(copy.environment().name());
            if (!isOutdated(with, now)) {
                return;
            }
            Map<FormerDocument, Secret> again = new LinkedHashMap<>();
            Batch<FormerReplacement> batch = new Batch<>(
                    FormerReplacement::approximateSize,
                    replacements -> Settling.repeat(store, () -> store.replaceFormers(replacements)));
            there.forEach((former, secret) -> {
                FormerDocument next = now.environment().encryptFormer(secret, former.id());
                again.put(next, secret);
                batch.add(new FormerReplacement(former, next));
            });
            batch.send();
            there = again;
            with = now;
        }
    }

    private EnvironmentCopy copyAgain(EnvironmentName name, List<Prepared> late) {
        try {
            return environments.copyAgain(name);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (KistException e) {
            // Whoever was shut out meanwhile cannot make it readable: what is new is taken back.
            late.stream()
                    .map(Prepared::write)
                    .filter(SecretWrite::isInsert)
                    .forEach(write -> store.deleteSecret(write.next()));
            throw e;
        }
    }

    /** Encrypts again by the DEK that is active in {@code now}; gives what has to be looked at once more. */
    private List<Prepared> encryptAgain(EnvironmentCopy now, List<Prepared> outdated) {
        Map<String, StoredDocument> current = new HashMap<>();
        store.findSecrets(
                Selection.of(
                        now.environment().name(),
                        outdated.stream().map(write -> write.secret().name()).toList()),
                Freshness.PRIMARY,
                found -> current.put(found.key(), found));
        List<FormerReplacement> formers = new ArrayList<>();
        Map<SecretWrite, Prepared> again = new LinkedHashMap<>();
        for (Prepared write : outdated) {
            former(now, write).ifPresent(formers::add);
            CurrentDocument ours = write.write().next();
            if (ours.equals(current.get(ours.key()))) {
                again.put(
                        new SecretWrite(
                                now.environment().encryptCurrent(write.secret(), ours.id(), ours.nextRevision()), null),
                        write);
            }
        }
        store.replaceFormers(formers);
        List<SecretWrite> unconfirmed = store.write(List.copyOf(again.keySet()));
        List<Prepared> pending = new ArrayList<>();
        again.forEach((write, before) -> {
            if (unconfirmed.contains(write)) {
                pending.add(before);
            } else if (now.isOld()) {
                pending.add(new Prepared(write, before.secret(), now));
            }
        });
        return pending;
    }

    /** The version that was put into the history, to be encrypted again where it still is as it was put there. */
    private static Optional<FormerReplacement> former(EnvironmentCopy now, Prepared write) {
        FormerDocument former = write.write().former();
        if (former == null) {
            return Optional.empty();
        }
        try {
            Secret secret = write.copy().environment().decrypt(former);
            return Optional.of(new FormerReplacement(former, now.environment().encryptFormer(secret, former.id())));
        } catch (UnknownDekException e) {
            // Another writer's entry by a newer DEK, which was kept.
            return Optional.empty();
        }
    }
}
