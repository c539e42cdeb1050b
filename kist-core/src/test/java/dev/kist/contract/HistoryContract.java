// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import dev.kist.spi.SecretStore;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/**
 * What history promises on every store: nothing is lost by writing, what was tampered with is found and named, and what is
 * removed on purpose is gone. A store's test extends this; the parts are classes of their own.
 */
public abstract class HistoryContract {
    /** A store on data that does not exist yet. */
    protected abstract SecretStore openStore();

    /** Inserts a document into history past the store, as another program would. */
    protected abstract void insertHistory(Map<String, ?> fields);

    @Nested
    final class Reads extends HistoryReadContract {
        Reads() {
            super(HistoryContract.this);
        }
    }

    @Nested
    final class Writes extends HistoryWriteContract {
        Writes() {
            super(HistoryContract.this);
        }
    }

    @Nested
    final class Removals extends HistoryRemovalContract {
        Removals() {
            super(HistoryContract.this);
        }
    }
}
