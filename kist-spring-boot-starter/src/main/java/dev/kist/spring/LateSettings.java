// SPDX-License-Identifier: Apache-2.0
package dev.kist.spring;

import dev.kist.InvalidInputException;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

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
        ImportSettings now =
                ImportSettings.from(SetProperties.of(ConfigurationPropertySources.get(event.getEnvironment())));
        for (KistConfigDataResource carriedOut : imports) {
            Set<String> changed = carriedOut.changedBy(now);
            if (!changed.isEmpty()) {
                throw new KistImportException(
                        carriedOut.toString(),
                        new InvalidInputException(
                                String.join(", ", changed)
                                        + ": set where Spring reads it after the import, such as in the file of a profile",
                                "set it as a variable or on the command line, or move the import into that file"));
            }
        }
    }

    /** After Spring Boot has read the configuration. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 11;
    }
}
