// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.move;

import dev.kist.EnvironmentName;
import dev.kist.KistException;
import dev.kist.spi.CurrentDocument;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.FormerDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.StoredDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one collection of a store holds of one environment, by the documents' ids. */
final class Documents<T extends SecretDocument> {
    private final Map<String, T> byId = new LinkedHashMap<>();

    private Documents(EnvironmentName name, Class<T> type, Consumer<Consumer<StoredDocument>> read) {
        read.accept(stored -> {
            if (stored instanceof ForeignDocument foreign) {
                throw foreign.failure(name);
            }
            T document = type.cast(stored);
            byId.put(document.id().hex(), document);
        });
    }

    /**
     * The current documents.
     *
     * @throws KistException if one of them cannot be read
     */
    static Documents<CurrentDocument> current(SecretStore store, EnvironmentName name) {
        return new Documents<>(
                name, CurrentDocument.class, each -> store.findSecrets(Selection.all(name), Freshness.PRIMARY, each));
    }

    /** The former versions; as {@link #current}. */
    static Documents<FormerDocument> former(SecretStore store, EnvironmentName name) {
        return new Documents<>(
                name, FormerDocument.class, each -> store.findHistory(Selection.all(name), Freshness.PRIMARY, each));
    }

    int size() {
        return byId.size();
    }

    /** Those that {@code others} does not have as they are here, in order. */
    List<T> without(Documents<T> others) {
        return byId.values().stream()
                .filter(document ->
                        !document.equals(others.byId.get(document.id().hex())))
                .toList();
    }

    /** Whether each has an id that {@code others} has, too: whatever it is by now, it came from there. */
    boolean isFrom(Documents<T> others) {
        return others.byId.keySet().containsAll(byId.keySet());
    }
}
