// SPDX-License-Identifier: Apache-2.0
package dev.kist.micronaut;

import dev.kist.ApplicationMessage;
import dev.kist.Kist;
import dev.kist.KistException;
import dev.kist.Snapshot;
import io.micronaut.context.env.ActiveEnvironment;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySourceLoader;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.io.ResourceLoader;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the secrets when an application starts, and again when its environment is refreshed. Found by the service loader;
 * {@code kist.enabled=false} switches it off.
 */
public final class KistPropertySourceLoader implements PropertySourceLoader {
    @Override
    public boolean isEnabled() {
        try {
            return KistSettings.is("enabled", true);
        } catch (KistException e) {
            throw failed(e);
        }
    }

    @Override
    public Set<String> getExtensions() {
        return Set.of();
    }

    @Override
    public Optional<PropertySource> load(String resourceName, ResourceLoader resourceLoader) {
        // It is asked for each place of files as well; the environment itself comes once.
        boolean isAsked = isEnabled() && resourceName.equals(Environment.DEFAULT_NAME);
        if (!isAsked || !(resourceLoader instanceof Environment application)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SecretPropertySource(KeptSecrets.of(application, KistPropertySourceLoader::readStore)));
        } catch (KistException e) {
            throw failed(e);
        }
    }

    private static ConfigurationException failed(KistException e) {
        return new ConfigurationException(ApplicationMessage.of(e), e);
    }

    private static Snapshot readStore() {
        try (Kist kist = Kist.open(KistSettings.options())) {
            return kist.environment().load();
        }
    }

    @Override
    public Optional<PropertySource> loadEnv(
            String resourceName, ResourceLoader resourceLoader, ActiveEnvironment activeEnvironment) {
        return Optional.empty();
    }

    @Override
    public Map<String, Object> read(String name, InputStream input) {
        return Map.of();
    }
}
