// SPDX-License-Identifier: Apache-2.0
package dev.kist.contract;

import dev.kist.spi.SecretStore;
import org.junit.jupiter.api.Nested;

/**
 * What environments and their secrets promise on every store. A store's test extends this and says how the store is opened; the
 * parts are classes of their own.
 */
public abstract class EnvironmentContract {
    /** A store on the same data each time it is called within one test; that data does not exist before the first write. */
    protected abstract SecretStore openStore();

    @Nested
    final class Creation extends CreationContract {
        Creation() {
            super(EnvironmentContract.this);
        }
    }

    @Nested
    final class Loads extends LoadContract {
        Loads() {
            super(EnvironmentContract.this);
        }
    }

    @Nested
    final class Writes extends WriteContract {
        Writes() {
            super(EnvironmentContract.this);
        }
    }

    @Nested
    final class Plans extends PlanContract {
        Plans() {
            super(EnvironmentContract.this);
        }
    }

    @Nested
    final class LostAnswers extends LostAnswerContract {
        LostAnswers() {
            super(EnvironmentContract.this);
        }
    }
}
