// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import dev.kist.junit.KistExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What Boot makes of the driver that Kist brings, in an application with all of Boot's auto-configuration. */
final class UnaskedMongoClientTest {
    @RegisterExtension
    static final KistExtension KIST = KistExtension.with("TOKEN", "of Kist").forFrameworks();

    @Test
    void client_thatNobodyAskedFor_isNotMade() {
        try (ConfigurableApplicationContext application = StartedApplication.start(Everything.class, "kist:")) {
            assertThat(application.getEnvironment().getProperty("token")).isEqualTo("of Kist");
            assertThat(application.getBeansOfType(MongoClient.class)).isEmpty();
        }
    }

    @Test
    void client_thatHasAProperty_isMade() {
        try (ConfigurableApplicationContext application = StartedApplication.start(
                Everything.class, "kist:", "--spring.data.mongodb.uri=mongodb://127.0.0.1:1/shop")) {
            assertThat(application.getBeansOfType(MongoClient.class)).hasSize(1);
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class Everything {}
}
