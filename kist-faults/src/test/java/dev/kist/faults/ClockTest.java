// SPDX-License-Identifier: Apache-2.0
package dev.kist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.Actor;
import dev.kist.EnvironmentName;
import dev.kist.Label;
import dev.kist.Secret;
import dev.kist.SecretName;
import dev.kist.SecretValue;
import dev.kist.internal.environment.Environments;
import dev.kist.internal.history.HistoryReader;
import dev.kist.internal.keyring.Identities;
import dev.kist.internal.keyring.KnownFingerprints;
import dev.kist.internal.keyring.X25519Identity;
import dev.kist.internal.secret.SecretWriter;
import dev.kist.spi.DelegatingStore;
import dev.kist.spi.SecretStore;
import dev.kist.spi.SecretStoreProvider;
import dev.kist.spi.StoreLocation;
import dev.kist.testing.MongoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that jumps, back most often. */
class ClockTest {
    private static final EnvironmentName ENVIRONMENT = EnvironmentName.parse("development");
    private static final SecretName NAME = SecretName.parse("TOKEN");

    @TempDir
    Path folder;

    @Test
    void clockGoingBack_keepsVersionsAndTheirTimesInOrder_onMongoDb() {
        try (MongoServer server = MongoServer.builder().syncOnCommit().start()) {
            write(
                    server.product(),
                    new StoreLocation.MongoDb(server.uri(), server.freshDatabase(), StoreLocation.DEFAULT_COLLECTION));
        }
    }

    @Test
    void clockGoingBack_keepsVersionsAndTheirTimesInOrder_inTheLocalStore() {
        write("local", new StoreLocation.LocalFile(folder.resolve("local.db"), StoreLocation.DEFAULT_COLLECTION));
    }

    private static void write(String product, StoreLocation place) {
        int writes = Math.max(50, Report.kills());
        Random random = new Random(Report.seed());
        try (SecretStore store = SecretStoreProvider.openStore(place, Duration.ofSeconds(20))) {
            SecretStore jumping = new DelegatingStore(store) {
                @Override
                public Instant now() {
                    return super.now().minus(Duration.ofSeconds(random.nextInt(86_400)));
                }
            };
            Environments environments = new Environments(
                    jumping, Identities.of(List.of(X25519Identity.generate())), KnownFingerprints.none());
            Actor actor = Actor.parse("tester@here");
            environments.create(ENVIRONMENT, Label.parse("tester"), actor);
            SecretWriter writer = new SecretWriter(environments, actor);
            Ledger ledger = new Ledger();
            for (int i = 1; i <= writes; i++) {
                Optional<Secret.Content> content = Optional.of(Secret.Content.literal(SecretValue.of("value-" + i)));
                assertThat(writer.write(ENVIRONMENT, NAME, current -> content).isWritten())
                        .isTrue();
                ledger.record(NAME.value(), "value-" + i, Answer.DONE);
            }

            List<Secret> versions =
                    new HistoryReader(environments).read(ENVIRONMENT, NAME).versions();

            assertThat(versions).hasSize(writes);
            assertThat(versions).extracting(Secret::version).isSorted().doesNotHaveDuplicates();
            assertThat(versions).extracting(Secret::updatedAt).isSorted().doesNotHaveDuplicates();
            assertThat(versions)
                    .allSatisfy(version -> assertThat(version.value().text()).isEqualTo("value-" + version.version()));
            Report.row("a clock that jumps up to a day back", product, writes + " jumps", ledger, versions.size());
        }
    }
}
