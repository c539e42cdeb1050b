// SPDX-License-Identifier: Apache-2.0
package dev.kist.internal.rotation;

import dev.kist.EnvironmentName;
import dev.kist.spi.ForeignDocument;
import dev.kist.spi.Freshness;
import dev.kist.spi.SecretDocument;
import dev.kist.spi.SecretStore;
import dev.kist.spi.Selection;
import dev.kist.spi.Selection.Position;
import dev.kist.spi.StoredDocument;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads all documents of an environment in pages, so that no cursor stays open for long and nothing is held whole. */
final class DocumentPages {
    /** Large, because some servers sort all that is left for each page. */
    private static final int DOCUMENTS = 10_000;

    private final SecretStore store;
    private final Selection all;

    DocumentPages(SecretStore store, EnvironmentName environment) {
        this.store = store;
        this.all = Selection.all(environment);
    }

    /** Hands over the current versions, from the primary. */
    void current(Consumer<StoredDocument> consumer) {
        read((page, each) -> store.findSecrets(page, Freshness.PRIMARY, each), consumer);
    }

    /** Hands over the former versions, from the primary. */
    void former(Consumer<StoredDocument> consumer) {
        read((page, each) -> store.findHistory(page, Freshness.PRIMARY, each), consumer);
    }

    private interface Query {
        void run(Selection page, Consumer<StoredDocument> each);
    }

    private void read(Query query, Consumer<StoredDocument> consumer) {
        @Nullable Position last = null;
        while (true) {
            Page page = new Page(consumer);
            query.run(all.page(last, DOCUMENTS), page);
            if (page.found < DOCUMENTS) {
                return;
            }
            if (page.end == null || page.end.equals(last)) {
                // More documents in one place than a page has, which is not Kist's doing: nothing may be left out.
                query.run(all.page(last, Integer.MAX_VALUE), consumer);
                return;
            }
            last = page.end;
        }
    }

    /** Hands documents on, and knows how many there were and where they ended. */
    private static final class Page implements Consumer<StoredDocument> {
        private final Consumer<StoredDocument> consumer;
        private int found;
        private @Nullable Position end;

        Page(Consumer<StoredDocument> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void accept(StoredDocument document) {
            found++;
            end = new Position(document.key(), versionOf(document));
            consumer.accept(document);
        }

        private static int versionOf(StoredDocument document) {
            return document instanceof SecretDocument secret
                    ? secret.version()
                    : document instanceof ForeignDocument foreign
                            ? foreign.asFarAsBound()
                                    .map(SecretDocument::version)
                                    .orElse(0)
                            : 0;
        }
    }
}
