// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.rotation;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.FormatException;
import dev.kist.StoreUnavailableException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.protocol.Backoff;
import dev.kist.internal.secret.SecretReader;
import dev.kist.spi.Batch;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.StoredDocument;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Encrypts everything in an environment again that is not by the active DEK, each document under compare-and-set. Version,
 * time, writer and flags stay. A document that another writer changes meanwhile is met again by the next look.
 */
final class Reencryption {
    private static final int MAX_LOOKS = 10;

    private final Environments environments;
    private final SecretStore store;
    private final EnvironmentName name;
    private final LongConsumer progress;
    private OpenEnvironment open;
    private long encrypted;

    Reencryption(Environments environments, EnvironmentName name, LongConsumer progress) {
        this.environments = environments;
        this.store = environments.store();
        this.name = name;
        this.progress = progress;
        this.open = environments.openForWriting(name);
    }

    /** How many documents were encrypted again by all looks. */
    long encrypted() {
        return encrypted;
    }

    /** Looks until no other writer came in between, at most ten times; gives the last look. */
    Look untilUndisturbed() {
        Look look = look();
        for (int looks = 1; look.overtaken() > 0 && looks < MAX_LOOKS; looks++) {
            look = look();
        }
        return look;
    }

    /** Looks until nothing is found that is not by the active DEK, at most ten times; gives the last look. */
    Look untilUnused() {
        Look look = look();
        for (int looks = 1; isWorthAnother(look) && looks < MAX_LOOKS; looks++) {
            look = look();
        }
        return look;
    }

    private static boolean isWorthAnother(Look look) {
        return look.encrypted() + look.overtaken() > 0;
    }

    private Look look() {
        Look look = new Look(store.now());
        DocumentPages pages = new DocumentPages(store, name);
        Batch<SecretWrite> current = new Batch<>(
                SecretWrite::approximateSize, writes -> count(look, writes, settled(() -> store.write(writes))));
        pages.current(found -> {
            if (found instanceof CurrentDocument document && isOutdated(document)) {
                encrypted(look, document, () -> open.encryptAgain(document))
                        .ifPresent(next -> current.add(new SecretWrite(next, null)));
            }
            keepForForeign(look, found);
            countDocument(look);
        });
        current.send();
        Batch<FormerReplacement> formers = new Batch<>(
                FormerReplacement::approximateSize,
                replacements -> count(look, replacements, settled(() -> store.replaceFormers(replacements))));
        pages.former(found -> {
            if (found instanceof FormerDocument document && isOutdated(document)) {
                encrypted(look, document, () -> open.encryptAgain(document))
                        .ifPresent(next -> formers.add(new FormerReplacement(document, next)));
            }
            keepForForeign(look, found);
            countDocument(look);
        });
        formers.send();
        progress.accept(look.documents());
        return look;
    }

    /** A document that is not to be overwritten needs the DEKs by which something in it decrypts. */
    private void keepForForeign(Look look, StoredDocument found) {
        if (found instanceof ForeignDocument foreign) {
            foreign.asFarAsBound().map(open::retiredDeksThatDecrypt).ifPresent(look::addNeeded);
            look.addUnreadable(foreign.failure(name));
        }
    }

    private boolean isOutdated(SecretDocument document) {
        return !open.isByActiveDek(document);
    }

    private void countDocument(Look look) {
        look.countDocument();
        if (look.documents() % 100 == 0) {
            progress.accept(look.documents());
            // Another rotation may have made a newer DEK active.
            open = environments.openForWriting(name);
        }
    }

    private void count(Look look, List<?> sent, List<?> unconfirmed) {
        look.countWrites(sent.size(), unconfirmed.size());
        encrypted += sent.size() - unconfirmed.size();
    }

    /** A document that is to be encrypted again with the copy of the environment at hand. */
    private interface Encryption<D> {
        D run() throws UnknownDekException;
    }

    /** The document by the active DEK; empty where it cannot be read, or not be written. */
    private <D extends SecretDocument> Optional<D> encrypted(Look look, D document, Encryption<D> encryption) {
        try {
            D next = withKeyringReadAgain(document, encryption);
            look.addDeks(open.retiredDeksOf(document));
            return Optional.of(next);
        } catch (DecryptionFailedException e) {
            // What names a DEK and does not decrypt by it does not keep it: a note, or a value, may still.
            look.addNeeded(open.retiredDeksThatDecrypt(document));
            look.addUnreadable(e);
        } catch (FormatException e) {
            look.addNeeded(open.retiredDeksThatDecrypt(document));
            look.addUnreadable(e);
        }
        return Optional.empty();
    }

    private <D extends SecretDocument> D withKeyringReadAgain(D document, Encryption<D> encryption) {
        try {
            return encryption.run();
        } catch (UnknownDekException first) {
            open = environments.open(name, Freshness.PRIMARY);
            try {
                return encryption.run();
            } catch (UnknownDekException e) {
                throw SecretReader.unknownDek(
                        (document instanceof FormerDocument ? "version " + document.version() + " of " : "") + "secret "
                                + document.name() + " of " + name,
                        e);
            }
        }
    }

    /**
     * What a write gives. A lost answer: the same is sent again; what then matches nothing any more is met by the next look,
     * whoever wrote it.
     */
    private <T> T settled(Supplier<T> write) {
        long deadline = System.nanoTime() + store.timeout().toNanos();
        boolean isLost = false;
        while (true) {
            try {
                return write.get();
            } catch (StoreUnavailableException e) {
                isLost |= e instanceof LostAnswerException;
                if (!isLost) {
                    throw e;
                }
                Backoff.orFail(deadline, e);
            }
        }
    }
}
