// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

/** Keeps secrets out of {@code /actuator/env} and {@code /actuator/configprops}, even where those show values. */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.SanitizingFunction")
final class KistSanitizingAutoConfiguration {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SanitizingFunction kistSanitizingFunction(ConfigurableEnvironment environment, ApplicationContext application) {
        SecretTexts secrets = new SecretTexts(environment, () -> BoundConfigurationProperties.get(application));
        return data -> secrets.areShownBy(data.getPropertySource(), data.getKey(), data.getValue())
                ? data.withSanitizedValue()
                : data;
    }
}
