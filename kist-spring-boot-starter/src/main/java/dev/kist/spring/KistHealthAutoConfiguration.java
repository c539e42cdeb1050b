// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Health for the actuator of Spring Boot 3. */
@AutoConfiguration(after = KistAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnBean(SecretsWatch.class)
final class KistHealthAutoConfiguration {
    @Bean
    @ConditionalOnEnabledHealthIndicator("kist")
    HealthIndicator kistHealthIndicator(ConfigurableEnvironment application, SecretsWatch watch) {
        SecretsHealth health = new SecretsHealth(application, watch);
        return () -> (health.isCurrent() ? Health.up() : Health.status(SecretsHealth.STALE))
                .withDetails(health.details())
                .build();
    }
}
