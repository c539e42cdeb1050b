package dev.kist.internal.move;

import dev.kist.EnvironmentName;
import dev.kist.ForeignSecretException;
import dev.kist.spi.ForeignDocument;
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
final class Documents {
    private final Map<String, SecretDocument> byId = new LinkedHashMap<>();

    private Documents(EnvironmentName name, Consumer<Consumer<StoredDocument>> read) {
        read.accept(stored -> {
            if (stored instanceof ForeignDocument foreign) {
                throw new ForeignSecretException(name, foreign.key(), foreign.why());
            }
            SecretDocument document = (SecretDocument) stored;
            byId.put(document.id().hex(), document);
        });
    }

    /**
     * The current documents.
     *
     * @throws ForeignSecretException if Kist did not write one of them
     */
    static Documents current(SecretStore store, EnvironmentName name) {
        return new Documents(name, each -> store.findSecrets(Selection.all(name), Freshness.PRIMARY, each));
    }

    /** The former versions; as {@link #current}. */
    static Documents former(SecretStore store, EnvironmentName name) {
        return new Documents(name, each -> store.findHistory(Selection.all(name), Freshness.PRIMARY, each));
    }

    int size() {
        return byId.size();
    }

    /** Those that {@code others} does not have as they are here, in order. */
    List<SecretDocument> without(Documents others) {
        return byId.values().stream()
                .filter(document ->
                        !document.equals(others.byId.get(document.id().hex())))
                .toList();
    }

    /** Whether each has an id that {@code others} has, too: whatever it is by now, it came from there. */
    boolean isFrom(Documents others) {
        return others.byId.keySet().containsAll(byId.keySet());
    }
}
