// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Stops a start whose settings of Kist were read after the import that they are for, such as those in the file of a profile:
 * without a word, the application would have the secrets of another environment.
 */
final class LateSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        List<KistConfigDataResource> imports = KistPropertySource.of(event.getEnvironment()).stream()
                .map(KistPropertySource::resource)
                .distinct()
                .toList();
        if (imports.isEmpty()) {
            return;
        }
        ImportSettings now = settings(event.getEnvironment());
        for (KistConfigDataResource carriedOut : imports) {
            // Itself, or the same import in a file of the profile, which was carried out with them.
            boolean isWithAllSettings = imports.stream()
                    .filter(other -> other.toString().equals(carriedOut.toString()))
                    .anyMatch(other -> other.changedBy(now).isEmpty());
            if (!isWithAllSettings) {
                throw new KistImportException(
                        carriedOut.toString(),
                        new InvalidInputException(
                                String.join(", ", carriedOut.changedBy(now))
                                        + ": set where Spring reads it after the import, such as in the file of a profile",
                                "set it beside the import, as a variable or on the command line, or write the import into"
                                        + " that file"));
            }
        }
    }

    /** As an import would read them now: what secrets are named does not count. */
    private static ImportSettings settings(ConfigurableEnvironment environment) {
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (!(source.getUnderlyingSource() instanceof KistPropertySource)) {
                sources.add(source);
            }
        }
        return ImportSettings.from(new Binder(sources, new PropertySourcesPlaceholdersResolver(environment)));
    }

    /** After Spring Boot has read the configuration. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 11;
    }
}
