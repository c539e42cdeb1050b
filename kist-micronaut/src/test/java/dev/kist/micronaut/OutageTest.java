// SPDX-License-Identifier: Apache-2.0
package dev.kist.micronaut;

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
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application sees when the store goes and comes back, a secret is deleted, and its key is taken away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OutageTest {
    @RegisterExtension
    static final KistExtension KIST =
            KistExtension.with("ACCOUNT_TOKEN", "first").and("OTHER", "other").forFrameworks();

    private static String token(ApplicationContext application) {
        return application.getProperty("account.token", String.class).orElse("(none)");
    }

    @Test
    @Order(1)
    void storeThatGoesAndComesBack_leavesWhatIsThere_andIsCaughtUpWith() {
        try (ApplicationContext application = ApplicationContext.run()) {
            KIST.cutStore();
            assertThat(token(application)).isEqualTo("first");

            KIST.restoreStore();
            KIST.set("ACCOUNT_TOKEN", "second");

            Eventually.await("it is caught up with", () -> token(application).equals("second"));
        }
    }

    @Test
    @Order(2)
    void secretThatIsDeleted_isGone() {
        try (ApplicationContext application = ApplicationContext.run()) {
            KIST.delete("ACCOUNT_TOKEN");

            // While Micronaut refreshes, all properties are gone for a moment.
            Eventually.await(
                    "it alone is gone",
                    () -> token(application).equals("(none)")
                            && application.getProperty("other", String.class).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    @Order(3)
    void refresh_whileTheStoreIsAway_leavesWhatIsThere(String watch) {
        System.setProperty("kist.watch", watch);
        try (ApplicationContext application = ApplicationContext.run()) {
            KIST.cutStore();

            application.getEnvironment().refresh();

            assertThat(token(application)).isEqualTo("first");
        } finally {
            System.clearProperty("kist.watch");
        }
    }

    @Test
    @Order(4)
    void keyThatIsTakenAway_leavesWhatIsThere_andStopsTheNextStart() {
        try (ApplicationContext application = ApplicationContext.run()) {
            Members members = KIST.environment().members();
            members.add(Kist.newKey().publicHalf().publicKey(), Label.parse("bob"));

            members.planRemoval(members.list().get(0)).withoutWaiting().apply(Renewal.NEW, Progress.NONE);

            assertThatThrownBy(ApplicationContext::run)
                    .isInstanceOf(ConfigurationException.class)
                    .cause()
                    .isInstanceOf(NoKeyException.class);
            assertThat(token(application)).isEqualTo("first");
        }
    }
}
