// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

/** What an application sees when a secret is deleted, and when its key is taken away; {@link WatchTest} has the store's outages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OutageTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("ACCOUNT_TOKEN", "first")
            .and("OTHER", "other")
            .inEnvironment("production")
            .forFrameworks();

    private static ConfigurableApplicationContext start() {
        return StartedApplication.start("kist:", "--kist.watch=true");
    }

    private static String token(ConfigurableApplicationContext application) {
        return StartedApplication.bind(application, "account.token");
    }

    @Test
    @Order(1)
    void secretThatIsDeleted_isGone() {
        try (ConfigurableApplicationContext application = start()) {
            KIST.delete("ACCOUNT_TOKEN");

            Eventually.await("it is gone", () -> token(application).equals("(not bound)"));
            assertThat(StartedApplication.bind(application, "other")).isEqualTo("other");
        }
    }

    @Test
    @Order(2)
    void keyThatIsTakenAway_leavesWhatIsThere_isInHealth_andStopsTheNextStart() {
        try (ConfigurableApplicationContext application = start()) {
            HealthIndicator health = application.getBean(HealthIndicator.class);
            Members members = KIST.environment().members();
            members.add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob"));

            members.planRemoval(members.list().get(0)).withoutWaiting().apply(Renewal.NEW, Progress.NONE);

            Eventually.await(
                    "health says so",
                    () -> health.health().getStatus().getCode().equals("STALE"));
            assertThat(health.health().getDetails().toString()).contains("failure");
            assertThat(token(application)).isEqualTo("first");
        }
        assertThatThrownBy(OutageTest::start).rootCause().isInstanceOf(NoKeyException.class);
    }
}
