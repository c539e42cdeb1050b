package dev.kist.internal.secret;

import dev.kist.EnvironmentName;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.StoreUnavailableException;
import dev.kist.UncertainWriteException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.protocol.Settling;
import dev.kist.internal.secret.SecretWriter.Prepared;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends writes and finds out what became of them. A lost answer: the same write is sent again, byte for byte, under the
 * same filter; where nothing matches any more, the documents are read back, and a write happened if current or history
 * hold its version with its time, writer and content.
 */
final class WriteSettlement {
    /** What became of a write whose answer does not tell. */
    private enum Fate {
        /** It happened, and perhaps others wrote after it. */
        WRITTEN,
        /** It did not happen, and the document is as it was. */
        UNTOUCHED,
        /** It did not happen, and will not: another writer came first. */
        OVERTAKEN
    }

    private static final int MAX_LOOKS = 3;

    private final SecretReader reader;
    private final SecretStore store;
    private final FormerEntries formers;
    private final LateWrites late;

    WriteSettlement(Environments environments, SecretReader reader) {
        this.reader = reader;
        this.store = environments.store();
        this.formers = new FormerEntries(reader, store);
        this.late = new LateWrites(environments);
    }

    /**
     * Sends {@code writes}, each by itself or all in one transaction. What was written too late for the copy of the
     * environment that it is encrypted with is encrypted again before this returns.
     *
     * @return the names that another writer came first with; in a transaction nothing was written then
     * @throws UncertainWriteException if an answer was lost and could not be settled within the store's timeout
     */
    List<SecretName> send(EnvironmentName environment, List<Prepared> writes, boolean isAtomic) {
        List<SecretName> overtaken = sendUntilSettled(environment, writes, isAtomic);
        if (!isAtomic || overtaken.isEmpty()) {
            late.encryptAgain(
                    environment,
                    writes.stream()
                            .filter(write -> !overtaken.contains(write.secret().name()))
                            .toList());
        }
        return overtaken;
    }

    private List<SecretName> sendUntilSettled(EnvironmentName environment, List<Prepared> writes, boolean isAtomic) {
        Sending sending = new Sending(environment, writes, isAtomic);
        return Settling.settle(store, sending::uncertain, sending);
    }

    /** Some writes on their way. */
    private final class Sending implements Settling.Attempt<List<SecretName>> {
        private final EnvironmentName environment;
        private final boolean isAtomic;
        private final List<SecretName> overtaken = new ArrayList<>();
        private List<Prepared> pending;
        private int looks;

        Sending(EnvironmentName environment, List<Prepared> writes, boolean isAtomic) {
            this.environment = environment;
            this.pending = writes;
            this.isAtomic = isAtomic;
        }

        @Override
        public Optional<List<SecretName>> make(Settling settling) {
            while (true) {
                List<Prepared> open = unconfirmed(pending, isAtomic);
                Map<Prepared, Fate> fates = open.isEmpty() ? Map.of() : readBack(environment, open);
                if (isAtomic && fates.containsValue(Fate.WRITTEN)) {
                    // All or nothing: what is not there any more was taken away since.
                    return Optional.of(List.of());
                }
                open.stream()
                        .filter(write -> fates.get(write) == Fate.OVERTAKEN)
                        .forEach(write -> overtaken.add(write.secret().name()));
                pending = open.stream()
                        .filter(write -> fates.get(write) == Fate.UNTOUCHED)
                        .toList();
                if (pending.isEmpty() || (isAtomic && !overtaken.isEmpty())) {
                    return Optional.of(overtaken);
                }
                List<Prepared> untouched = pending;
                pending = formers.settle(environment, untouched);
                if (pending.equals(untouched) || looks++ == MAX_LOOKS) {
                    return Optional.empty();
                }
                // Each entry that stands in the way was read by itself, which may have taken all the time.
                settling.restart();
            }
        }

        UncertainWriteException uncertain(@Nullable StoreUnavailableException cause) {
            return UncertainWriteException.secrets(
                    environment,
                    pending.stream().map(write -> write.secret().name()).toList(),
                    cause);
        }
    }

    private List<Prepared> unconfirmed(List<Prepared> writes, boolean isAtomic) {
        Map<SecretWrite, Prepared> byWrite = new HashMap<>();
        writes.forEach(write -> byWrite.put(write.write(), write));
        List<SecretWrite> sent = writes.stream().map(Prepared::write).toList();
        List<SecretWrite> unconfirmed = isAtomic ? store.writeAtomically(sent) : store.write(sent);
        return unconfirmed.stream()
                .map(write -> Objects.requireNonNull(byWrite.get(write)))
                .toList();
    }

    private Map<Prepared, Fate> readBack(EnvironmentName environment, List<Prepared> writes) {
        Selection selection = Selection.of(
                environment, writes.stream().map(write -> write.secret().name()).toList());
        try {
            return reader.withKeyring(environment, Freshness.PRIMARY, (open, fresh, isLast) -> {
                Map<String, StoredDocument> current = new HashMap<>();
                store.findSecrets(selection, Freshness.PRIMARY, found -> current.put(found.key(), found));
                Map<Prepared, Fate> fates = new HashMap<>();
                for (Prepared write : writes) {
                    fates.put(
                            write,
                            fate(open, write, current.get(write.secret().name().value())));
                }
                return fates;
            });
        } catch (StoreUnavailableException e) {
            // As good as a lost answer: a write that is not confirmed may have happened.
            throw new LostAnswerException(
                    String.valueOf(e.getMessage()), e.hint().orElse(null), e);
        }
    }

    private Fate fate(OpenEnvironment open, Prepared sent, @Nullable StoredDocument stored) throws UnknownDekException {
        CurrentDocument ours = sent.write().next();
        if (stored == null) {
            return sent.write().isInsert() ? Fate.UNTOUCHED : Fate.OVERTAKEN;
        }
        if (!(stored instanceof CurrentDocument current)) {
            return Fate.OVERTAKEN;
        }
        if (current.revision() == sent.write().expectedRevision()
                && current.id().equals(ours.id())) {
            return Fate.UNTOUCHED;
        }
        if (current.version() == ours.version()) {
            // Another ciphertext of the same version: someone else's, or ours, re-encrypted by a rotation since.
            boolean isOurs = current.value().equals(ours.value()) || isSame(open.decrypt(current), sent.secret());
            return isOurs ? Fate.WRITTEN : Fate.OVERTAKEN;
        }
        return current.version() > ours.version() && isInHistory(open, sent.secret()) ? Fate.WRITTEN : Fate.OVERTAKEN;
    }

    private boolean isInHistory(OpenEnvironment open, Secret sent) throws UnknownDekException {
        Optional<StoredDocument> stored = formers.find(sent.environment(), sent.name(), sent.version());
        return stored.isPresent()
                && stored.get() instanceof FormerDocument former
                && isSame(open.decrypt(former), sent);
    }

    private static boolean isSame(Secret stored, Secret sent) {
        return stored.version() == sent.version()
                && stored.updatedAt().equals(sent.updatedAt())
                && stored.updatedBy().equals(sent.updatedBy())
                && stored.content().equals(sent.content());
    }
}
