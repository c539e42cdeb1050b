// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * With Spring Cloud: binds {@code @ConfigurationProperties} again and renews beans of {@code @RefreshScope} when secrets
 * have changed, before other listeners hear of it.
 */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.cloud.context.environment.EnvironmentChangeEvent")
final class KistCloudAutoConfiguration {
    @Bean
    CloudRefresh kistCloudRefresh(ApplicationContext application, ObjectProvider<RefreshScope> scope) {
        return new CloudRefresh(application, scope);
    }

    /** Tells Spring Cloud of changes. */
    record CloudRefresh(ApplicationContext application, ObjectProvider<RefreshScope> scope)
            implements ApplicationListener<SecretsChangedEvent>, Ordered {
        @Override
        public void onApplicationEvent(SecretsChangedEvent event) {
            application.publishEvent(new EnvironmentChangeEvent(application, event.properties()));
            scope.ifAvailable(RefreshScope::refreshAll);
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
