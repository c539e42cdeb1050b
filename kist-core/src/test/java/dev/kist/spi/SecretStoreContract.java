// SPDX-License-Identifier: Apache-2.0
package dev.kist.spi;

import java.util.Map;
import org.junit.jupiter.api.Nested;

/** What every store keeps: a store's test extends this and says how the store is opened. The parts are classes of their own. */
public abstract class SecretStoreContract {
    /** One of the three collections. */
    public enum Place {
        CURRENT,
        HISTORY,
        ENVIRONMENTS
    }

    /** A store on the same data each time it is called within one test; that data does not exist before the first write. */
    protected abstract SecretStore openStore();

    /**
     * Inserts a document past the store, as another program would: fields of the types in {@link
     * dev.kist.spi.DocumentFields}, and also {@link Long}, {@link Double} and null. An absent {@code _id} is made up.
     */
    protected abstract void insertRaw(Place place, Map<String, ?> fields);

    /** Whether there is no trace of the data: no file, no collection. */
    protected abstract boolean nothingExists();

    /** How many secrets a test writes that is about many: several batches of every store. */
    protected int many() {
        return 1000;
    }

    @Nested
    final class Environments extends EnvironmentStoreContract {
        Environments() {
            super(SecretStoreContract.this);
        }
    }

    @Nested
    final class Reads extends SecretReadContract {
        Reads() {
            super(SecretStoreContract.this);
        }
    }

    @Nested
    final class Writes extends SecretWriteContract {
        Writes() {
            super(SecretStoreContract.this);
        }
    }

    @Nested
    final class AtomicWrites extends AtomicWriteContract {
        AtomicWrites() {
            super(SecretStoreContract.this);
        }
    }

    @Nested
    final class Removals extends RemovalStoreContract {
        Removals() {
            super(SecretStoreContract.this);
        }
    }

    @Nested
    final class Inserts extends InsertContract {
        Inserts() {
            super(SecretStoreContract.this);
        }
    }

    @Nested
    final class Changes extends ChangeFeedContract {
        Changes() {
            super(SecretStoreContract.this);
        }
    }
}
