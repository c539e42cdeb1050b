// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.properties.ConfigurationPropertiesRebinder;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
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
    CloudRefresh kistCloudRefresh(
            ConfigurableApplicationContext application,
            ObjectProvider<ConfigurationPropertiesRebinder> rebinder,
            ObjectProvider<RefreshScope> scope) {
        return new CloudRefresh(application, rebinder, scope);
    }

    /** Tells Spring Cloud of changes. What cannot be bound is warned of without its value, and keeps nothing else from following. */
    record CloudRefresh(
            ConfigurableApplicationContext application,
            ObjectProvider<ConfigurationPropertiesRebinder> rebinder,
            ObjectProvider<RefreshScope> scope)
            implements ApplicationListener<SecretsChangedEvent>, Ordered {
        private static final Log LOG = LogFactory.getLog(CloudRefresh.class);

        @Override
        public void onApplicationEvent(SecretsChangedEvent event) {
            try {
                application.publishEvent(new EnvironmentChangeEvent(application, event.properties()));
            } catch (RuntimeException e) {
                // Spring Cloud stops at the first bean that cannot be bound, and says nothing more to anybody.
                rebinder.ifAvailable(beans -> rebindEach(beans, e));
            }
            try {
                scope.ifAvailable(RefreshScope::refreshAll);
            } catch (RuntimeException e) {
                LOG.warn("beans of @RefreshScope are not renewed: " + reason(e));
            }
        }

        private void rebindEach(ConfigurationPropertiesRebinder beans, RuntimeException first) {
            boolean isFound = false;
            for (String name : Set.copyOf(beans.getBeanNames())) {
                try {
                    beans.rebind(name);
                } catch (RuntimeException e) {
                    isFound = true;
                    LOG.warn("the bean '" + name + "' is not bound again: " + reason(e));
                }
            }
            if (!isFound) {
                LOG.warn("a listener of Spring Cloud's EnvironmentChangeEvent failed: " + reason(first));
            }
        }

        private String reason(RuntimeException failure) {
            FailureAnalysis analysis = new SecretBindFailureAnalyzer(application.getEnvironment()).analyze(failure);
            return analysis == null
                    ? new SecretTexts(application.getEnvironment(), List.of()).masked(failure.toString(), true)
                    : analysis.getDescription();
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
