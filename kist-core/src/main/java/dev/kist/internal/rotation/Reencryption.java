package dev.kist.internal.rotation;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Secret;
import dev.kist.StoreUnavailableException;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.protocol.Backoff;
import dev.kist.internal.protocol.Pages;
import dev.kist.spi.Batch;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.LostAnswerException;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretWrite;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts everything in an environment again that is not by the active DEK, each document under compare-and-set. Version,
 * time and writer stay. A document that another writer changes meanwhile is looked at again in the next pass.
 */
final class Reencryption {
    private static final int MOST_PASSES = 10;
    private static final int MOST_REPORTED = 1000;

    private final Environments environments;
    private final SecretStore store;
    private final EnvironmentName name;
    private final LongConsumer progress;
    private final Batch<SecretWrite> current = new Batch<>(SecretWrite::approximateSize, this::write);
    private final Batch<FormerReplacement> formers =
            new Batch<>(FormerReplacement::approximateSize, this::replaceFormers);
    private final List<KistException> unreadable = new ArrayList<>();
    private OpenEnvironment open;
    private long looked;
    private long encrypted;
    /** Documents of this pass that were by another DEK, whatever became of them. */
    private long outdated;
    /** Those among them that cannot be decrypted. */
    private long unreadableCount;
    /** Documents of this pass that another writer was faster with. */
    private long overtaken;

    Reencryption(Environments environments, EnvironmentName name, LongConsumer progress) {
        this.environments = environments;
        this.store = environments.store();
        this.name = name;
        this.progress = progress;
        this.open = environments.openForWriting(name);
    }

    /** How many documents were encrypted again. */
    long encrypted() {
        return encrypted;
    }

    /** One exception for each document of the last pass that could not be decrypted. */
    List<KistException> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Works until a pass was not disturbed by another writer, at most ten passes. */
    void untilUndisturbed() {
        for (int passes = 0; passes < MOST_PASSES; passes++) {
            pass();
            if (overtaken == 0) {
                return;
            }
        }
    }

    /** Works until a pass finds nothing that is not by the active DEK, at most ten passes; whether it came to that. */
    boolean untilUnused() {
        for (int passes = 0; passes < MOST_PASSES; passes++) {
            pass();
            if (outdated == 0) {
                return true;
            }
            if (outdated == unreadableCount) {
                return false;
            }
        }
        return false;
    }

    private void pass() {
        looked = 0;
        outdated = 0;
        overtaken = 0;
        unreadableCount = 0;
        unreadable.clear();
        Pages pages = new Pages(store, name);
        pages.current(this::takeCurrent);
        current.send();
        pages.former(this::takeFormer);
        formers.send();
        progress.accept(looked);
    }

    private void takeCurrent(StoredDocument found) {
        if (found instanceof SecretDocument document && isOutdated(document)) {
            Secret secret = decrypt(document, true);
            if (secret != null) {
                int revision = Math.addExact(document.revision(), 1);
                current.add(new SecretWrite(open.encryptCurrent(secret, document.id(), revision), null));
            }
        }
        countLooked();
    }

    private void takeFormer(StoredDocument found) {
        if (found instanceof SecretDocument document && isOutdated(document)) {
            Secret secret = decrypt(document, false);
            if (secret != null) {
                formers.add(new FormerReplacement(document, open.encryptFormer(secret, document.id())));
            }
        }
        countLooked();
    }

    private boolean isOutdated(SecretDocument document) {
        if (open.isByActiveDek(document)) {
            return false;
        }
        outdated++;
        return true;
    }

    private void countLooked() {
        looked++;
        if (looked % 100 == 0) {
            progress.accept(looked);
            // Another rotation may have made a newer DEK active.
            open = environments.openForWriting(name);
        }
    }

    /** The secret, or null where it cannot be read. */
    private @Nullable Secret decrypt(SecretDocument document, boolean isCurrent) {
        try {
            return decryptWithKeyringReadAgain(document, isCurrent);
        } catch (DecryptionFailedException e) {
            unreadableCount++;
            if (unreadable.size() < MOST_REPORTED) {
                unreadable.add(e);
            }
            return null;
        }
    }

    private Secret decryptWithKeyringReadAgain(SecretDocument document, boolean isCurrent) {
        try {
            return decryptWith(open, document, isCurrent);
        } catch (UnknownDekException first) {
            open = environments.open(name, Freshness.PRIMARY);
            try {
                return decryptWith(open, document, isCurrent);
            } catch (UnknownDekException e) {
                throw new DecryptionFailedException(
                        (isCurrent ? "" : "version " + document.version() + " of ") + "secret " + document.name()
                                + " of " + name,
                        "is encrypted with DEK " + e.dekId() + ", which the keyring does not have",
                        "someone put back an older document; restore the newest one");
            }
        }
    }

    private static Secret decryptWith(OpenEnvironment open, SecretDocument document, boolean isCurrent)
            throws UnknownDekException {
        return isCurrent ? open.decryptCurrent(document) : open.decryptFormer(document);
    }

    private void write(List<SecretWrite> writes) {
        count(writes.size(), settled(() -> store.write(writes)).size());
    }

    private void replaceFormers(List<FormerReplacement> replacements) {
        count(
                replacements.size(),
                settled(() -> store.replaceFormers(replacements)).size());
    }

    private void count(int sent, int unconfirmed) {
        encrypted += sent - unconfirmed;
        overtaken += unconfirmed;
    }

    /**
     * What a write gives. A lost answer: the same is sent again; what then matches nothing any more is looked at in the next
     * pass, whoever wrote it.
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
