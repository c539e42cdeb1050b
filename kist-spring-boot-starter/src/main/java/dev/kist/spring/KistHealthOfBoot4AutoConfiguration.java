// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Health for the actuator of Spring Boot 4, whose types have other packages. */
@AutoConfiguration(after = KistAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnBean(SecretsWatch.class)
final class KistHealthOfBoot4AutoConfiguration {
    @Bean
    @ConditionalOnEnabledHealthIndicator("kist")
    HealthIndicator kistHealthIndicator(ConfigurableEnvironment application, SecretsWatch watch) {
        SecretsHealth health = new SecretsHealth(application, watch);
        return () -> (health.isCurrent() ? Health.up() : Health.status(SecretsHealth.STALE))
                .withDetails(health.details())
                .build();
    }
}
