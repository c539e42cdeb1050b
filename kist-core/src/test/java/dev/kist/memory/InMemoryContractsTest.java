// SPDX-License-Identifier: Apache-2.0
package dev.kist.memory;

import dev.kist.contract.AttackContract;
import dev.kist.contract.EnvironmentContract;
import dev.kist.contract.EventContract;
import dev.kist.contract.HistoryContract;
import dev.kist.contract.KeyContract;
import dev.kist.contract.ReadingContract;
import dev.kist.contract.RetirementContract;
import dev.kist.contract.RotationContract;
import dev.kist.contract.ServiceKeyContract;
import dev.kist.spi.SecretStore;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** What Kist promises on every store, on the one in memory: the core proves itself. */
final class InMemoryContractsTest {
    private final InMemoryDocuments documents = new InMemoryDocuments();

    private SecretStore store() {
        return new InMemoryStore(documents);
    }

    @Nested
    final class Environments extends EnvironmentContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }

    @Nested
    final class History extends HistoryContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }

        @Override
        protected void insertHistory(Map<String, ?> fields) {
            documents.insertFormer(fields);
        }
    }

    @Nested
    final class Keys extends KeyContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }

    @Nested
    final class Rotations extends RotationContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }

    @Nested
    final class Retirements extends RetirementContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }

    @Nested
    final class Readings extends ReadingContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }

    @Nested
    final class Attacks extends AttackContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }

    @Nested
    final class Events extends EventContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }

    @Nested
    final class ServiceKeys extends ServiceKeyContract {
        @Override
        protected SecretStore openStore() {
            return store();
        }
    }
}
