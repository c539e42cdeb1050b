// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.junit.KistExtension;
import dev.kist.testing.Eventually;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that lives through several tests begins each of them with the given values, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResetTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("ACCOUNT_TOKEN", "given")
            .inEnvironment("production")
            .forFrameworks();

    private @Nullable ConfigurableApplicationContext application;

    @BeforeAll
    void start() {
        application = StartedApplication.start("kist:", "--kist.watch=true");
    }

    @AfterAll
    void stop() {
        running().close();
    }

    private ConfigurableApplicationContext running() {
        return Objects.requireNonNull(application);
    }

    @RepeatedTest(4)
    void test_beginsWithTheGivenValue_whateverTheOneBeforeDid() {
        assertThat(StartedApplication.bind(running(), "account.token")).isEqualTo("given");

        KIST.set("ACCOUNT_TOKEN", "another");

        Eventually.await("it has arrived", () -> StartedApplication.bind(running(), "account.token")
                .equals("another"));
    }
}
