// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Lets a secret be that no field takes, where {@code ignoreUnknownFields} is false: as Spring Boot does with environment
 * variables, so that {@code kist:} and {@code kist run} mean the same.
 */
final class UnknownSecrets implements ConfigurationPropertiesBindHandlerAdvisor {
    /** Those in which Spring Boot itself lets unknown properties be. */
    private static final Set<String> LET_BE = Set.of("systemEnvironment", "systemProperties");

    @Override
    public BindHandler apply(BindHandler handler) {
        return new AbstractBindHandler(handler) {
            @Override
            public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result)
                    throws Exception {
                try {
                    super.onFinish(name, target, context, result);
                } catch (UnboundConfigurationPropertiesException e) {
                    Set<ConfigurationProperty> others = withoutSecrets(e.getUnboundProperties(), context);
                    if (!others.isEmpty()) {
                        throw new UnboundConfigurationPropertiesException(others);
                    }
                }
            }
        };
    }

    /** Those of other sources, also where a secret stands above them. */
    private static Set<ConfigurationProperty> withoutSecrets(Set<ConfigurationProperty> unbound, BindContext context) {
        Set<ConfigurationProperty> others = new TreeSet<>();
        for (ConfigurationProperty property : unbound) {
            if (!(underlying(property.getSource()) instanceof KistPropertySource)) {
                others.add(property);
                continue;
            }
            for (ConfigurationPropertySource source : context.getSources()) {
                boolean isLetBe = underlying(source) instanceof PropertySource<?> known
                        && (known instanceof KistPropertySource || LET_BE.contains(known.getName()));
                ConfigurationProperty hidden = isLetBe ? null : source.getConfigurationProperty(property.getName());
                if (hidden != null) {
                    others.add(hidden);
                }
            }
        }
        return others;
    }

    private static @Nullable Object underlying(@Nullable ConfigurationPropertySource source) {
        return source == null ? null : source.getUnderlyingSource();
    }
}
