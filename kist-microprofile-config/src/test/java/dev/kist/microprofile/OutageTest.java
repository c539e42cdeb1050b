// SPDX-License-Identifier: Apache-2.0
package dev.kist.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kist.KeyRemovalPlan.Renewal;
import dev.kist.Kist;
import dev.kist.Label;
import dev.kist.Members;
import dev.kist.NoKeyException;
import dev.kist.Progress;
import dev.kist.junit.KistExtension;
import dev.kist.testing.Eventually;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application sees when the store goes and comes back, a secret is deleted, and its key is taken away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OutageTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("ACCOUNT_TOKEN", "first")
            .and("OTHER", "other")
            .inEnvironment("production")
            .forFrameworks();

    private static SmallRyeConfig start() {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .withSources(new PropertiesConfigSource(Map.of("kist.watch", "true"), "application.properties", 250))
                .build();
    }

    private static void stop(SmallRyeConfig config) {
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof SmallRyeSource kist) {
                kist.close();
            }
        }
    }

    private static String token(SmallRyeConfig config) {
        return config.getOptionalValue("account.token", String.class).orElse("(none)");
    }

    @Test
    @Order(1)
    void storeThatGoesAndComesBack_leavesWhatIsThere_andIsCaughtUpWith() {
        SmallRyeConfig config = start();
        KIST.cutStore();
        assertThat(token(config)).isEqualTo("first");

        KIST.restoreStore();
        KIST.set("ACCOUNT_TOKEN", "second");

        Eventually.await("it is caught up with", () -> token(config).equals("second"));
        stop(config);
    }

    @Test
    @Order(2)
    void secretThatIsDeleted_isGone() {
        SmallRyeConfig config = start();

        KIST.delete("ACCOUNT_TOKEN");

        Eventually.await("it is gone", () -> token(config).equals("(none)"));
        assertThat(config.getValue("other", String.class)).isEqualTo("other");
        stop(config);
    }

    @Test
    @Order(3)
    void keyThatIsTakenAway_leavesWhatIsThere_andStopsTheNextStart() {
        SmallRyeConfig config = start();
        Members members = KIST.environment().members();
        members.add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob"));

        members.planRemoval(members.list().get(0)).withoutWaiting().apply(Renewal.NEW, Progress.NONE);

        assertThatThrownBy(OutageTest::start)
                .isInstanceOf(IllegalStateException.class)
                .cause()
                .isInstanceOf(NoKeyException.class);
        assertThat(token(config)).isEqualTo("first");
        stop(config);
    }
}
