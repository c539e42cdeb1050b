// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.secret;

import dev.kist.DecryptionFailedException;
import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.internal.keyring.OpenEnvironment;
import dev.kist.internal.keyring.UnknownDekException;
import dev.kist.internal.secret.SecretWriter.Prepared;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.FormerReplacement;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.Selection.Position;
import dev.kist.spi.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What history has in the place of a version that is to be replaced. Another writer, or a crash, may have put that very
 * version there; anything else is the rest of a purged secret, or forged, and must not take the version's place.
 */
final class FormerEntries {
    private final SecretReader reader;
    private final SecretStore store;

    FormerEntries(SecretReader reader, SecretStore store) {
        this.reader = reader;
        this.store = store;
    }

    /**
     * Makes the way free for writes that the store does not carry out because of what history has: gives each with the
     * entry that is there where that is the version to keep; any other entry is replaced by that version, if it is still as it
     * was looked at.
     *
     * @throws KistException if a document that Kist cannot read is in the place
     */
    List<Prepared> settle(EnvironmentName environment, List<Prepared> writes) {
        if (writes.stream().allMatch(write -> write.write().former() == null)) {
            return writes;
        }
        return reader.withKeyring(environment, Freshness.PRIMARY, (open, fresh, isLast) -> {
            List<Prepared> settled = new ArrayList<>();
            for (Prepared write : writes) {
                settled.add(settle(open, write));
            }
            return settled;
        });
    }

    private Prepared settle(OpenEnvironment open, Prepared write) throws UnknownDekException {
        @Nullable FormerDocument former = write.write().former();
        if (former == null) {
            return write;
        }
        Optional<StoredDocument> there = find(open.name(), former.name(), former.version());
        if (there.isEmpty() || there.get().equals(former)) {
            return write;
        }
        if (there.get() instanceof ForeignDocument foreign) {
            throw foreign.failure(open.name());
        }
        FormerDocument entry = (FormerDocument) there.get();
        if (isSame(open, entry, former)) {
            return write.keeping(entry);
        }
        FormerDocument right = open.encryptFormer(open.decrypt(former), entry.id());
        boolean isReplaced = store.replaceFormers(List.of(new FormerReplacement(entry, right)))
                .isEmpty();
        return isReplaced ? write.keeping(right) : write;
    }

    /** What history has of this version. */
    Optional<StoredDocument> find(EnvironmentName environment, SecretName name, int version) {
        List<StoredDocument> found = new ArrayList<>();
        Selection next = Selection.of(environment, name).page(new Position(name.value(), version - 1), 1);
        store.findHistory(next, Freshness.PRIMARY, found::add);
        return found.stream()
                .filter(stored -> !(stored instanceof FormerDocument document) || document.version() == version)
                .findFirst();
    }

    private static boolean isSame(OpenEnvironment open, FormerDocument entry, FormerDocument former)
            throws UnknownDekException {
        try {
            Secret there = open.decrypt(entry);
            return there.equals(open.decrypt(former));
        } catch (DecryptionFailedException e) {
            return false;
        } catch (UnknownDekException e) {
            if (e.isAboveActive()) {
                throw e;
            }
            // Of a DEK that was dropped when nothing used it any more: not the version that is current now.
            return false;
        }
    }
}
