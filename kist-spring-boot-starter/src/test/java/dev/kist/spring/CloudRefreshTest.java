// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kist.junit.KistExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** With Spring Cloud, a secret that cannot be bound keeps nothing else from following. */
@ExtendWith(OutputCaptureExtension.class)
final class CloudRefreshTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("BOUND_PORT", "1")
            .and("ACCOUNT_TOKEN", "first")
            .and("LATER_PORT", "1")
            .inEnvironment("production")
            .forFrameworks();

    @Test
    void secretThatCannotBeBound_isNamed_andTheOthersFollow(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext application =
                StartedApplication.start(Refreshed.class, "kist:", "--kist.watch=true")) {
            assertThat(application.getBean(WatchTest.Scoped.class).token()).isEqualTo("first");

            KIST.set("BOUND_PORT", "marked-value");
            awaitEvent(application, "BOUND_PORT");

            assertThat(output)
                    .contains(
                            "is not bound again: The property 'bound.port' cannot be bound to int",
                            "secret BOUND_PORT");

            KIST.set("ACCOUNT_TOKEN", "second");
            awaitEvent(application, "ACCOUNT_TOKEN");
            KIST.set("LATER_PORT", "2");
            awaitEvent(application, "LATER_PORT");

            assertThat(application.getBean(WatchTest.Account.class).getToken()).isEqualTo("second");
            assertThat(application.getBean(WatchTest.Scoped.class).token()).isEqualTo("second");
            assertThat(application.getBean(Later.class).getPort()).isEqualTo(2);

            KIST.set("BOUND_PORT", "3");
            awaitEvent(application, "BOUND_PORT");

            assertThat(application.getBean(FailureTest.Port.class).getPort()).isEqualTo(3);
            assertThat(output).doesNotContain("marked-value");
        }
    }

    private static void awaitEvent(ConfigurableApplicationContext application, String secret)
            throws InterruptedException {
        SecretsChangedEvent event =
                application.getBean(WatchTest.Heard.class).events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        assertThat(event.secrets()).containsExactly(secret);
    }

    @Import({StartedApplication.Application.class, WatchTest.Heard.class})
    @ImportAutoConfiguration({RefreshAutoConfiguration.class, ConfigurationPropertiesRebinderAutoConfiguration.class})
    @EnableConfigurationProperties({FailureTest.Port.class, WatchTest.Account.class, Later.class})
    static class Refreshed {
        @Bean
        @RefreshScope
        WatchTest.Scoped scoped(WatchTest.Account account) {
            return new WatchTest.Scoped(account.getToken());
        }
    }

    @ConfigurationProperties("later")
    static final class Later {
        private int port;

        public int getPort() {
            return port;
        }

        public void setPort(int port) {
            this.port = port;
        }
    }
}
